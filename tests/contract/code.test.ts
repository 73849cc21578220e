/**
 * The code that is shown to readers, run: TensorFlow.js here, PyTorch and NumPy where a Python has them (Debian's
 * `python3-torch` and `python3-numpy`), else skipped. It must compute what the site's own losses compute.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeWords } from '../../src/lib/i18n/code';
import { languages } from '../../src/lib/i18n/languages';
import { defaultConvention } from '../../src/lib/loss/convention';
import { evaluateLoss } from '../../src/lib/loss/reference';
import { lossById } from '../../src/lib/loss/registry';
import { settingsOf, type MarginLossSpec } from '../../src/lib/loss/spec';
import { camel } from '../../src/lib/snippets/frames';
import { codeOf, snippets } from '../../src/lib/snippets/registry';
import { programLanguages, type Snippet } from '../../src/lib/snippets/snippet';
import { parseGolden } from '../../tools/conformance/golden';
import { createRng } from '../../src/lib/math/rng';
import { loadInNode } from '../../tools/node-training';

const dim = 3;
const classes = 4;
const samples = 9;
const K = 3;

/** Values that no default has, so that what is written in is what counts. */
const values: Record<string, number> = { s: 7, m: 0.4, m1: 1.1, m2: 0.3, m3: 0.1, lambda: 1.5, K };
const settingsFor = ({ loss }: Snippet) =>
  /-softmax$|^sphereface-r$/.test(loss) ? { ...values, m: 3 } : values;

interface Problem {
  readonly features: number[];
  readonly weights: number[];
  readonly bias: number[];
  readonly labels: number[];
}

function problemFor({ frame }: Snippet): Problem {
  const rng = createRng(71);
  const draw = (count: number) => Array.from({ length: count }, () => 2 * rng.next() - 1);
  const rows = frame === 'subcenters' ? classes * K : classes;
  return {
    features: draw(samples * dim),
    weights: draw(rows * dim),
    bias: draw(classes),
    labels: Array.from({ length: samples }, (_, n) => n % classes),
  };
}

/** What the site computes, in double precision; null while the loss is not among the site's. */
function expected(snippet: Snippet) {
  const spec = lossById(snippet.loss);
  if (spec?.kind !== 'margin') return null;
  const { features, weights, bias, labels } = problemFor(snippet);
  const given = { ...settingsFor(snippet), ...snippet.settings, subcenters: K };
  return evaluateLoss(spec as MarginLossSpec, settingsOf(spec, given), defaultConvention, {
    embeddings_nd: features,
    weights_cd: weights,
    bias_c: snippet.frame === 'raw' ? bias : null,
    labels_n: labels,
    dim,
    classes,
  });
}

const present = snippets.filter((snippet) => expected(snippet) !== null);

function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>, tolerance: number): void {
  const largest = Math.max(...Array.from(theirs, Math.abs));
  const worst = Math.max(...Array.from(theirs, (value, i) => Math.abs(value - ours[i])));
  expect(ours.length).toBe(theirs.length);
  expect(worst / largest).toBeLessThan(tolerance);
}

describe('the code of each loss', () => {
  it('is there for the losses of the articles', () => {
    for (const id of ['softmax', 'modified-softmax', 'a-softmax', 'cosface', 'arcface']) {
      expect(present.map(({ loss }) => loss)).toContain(id);
    }
  });

  it.each(snippets)(
    'has words for its comments, the values written in, and short lines: $loss',
    (snippet) => {
      for (const language of languages) {
        for (const program of programLanguages) {
          const code = codeOf(snippet, program, settingsFor(snippet), codeWords[language].comments);
          expect(code).not.toMatch(/[⟨⟩]|undefined|NaN/);
          expect(code.split('\n').length).toBeLessThan(24);
          for (const name of snippet.parameters) {
            expect(code).toMatch(
              new RegExp(`\\b${name === 'lambda' ? 'lam' : name} ?= ?${settingsFor(snippet)[name]}`),
            );
          }
        }
      }
    },
  );
});

describe('TensorFlow.js', () => {
  beforeAll(() => loadInNode('cpu'));

  it.each(present)('$loss: the same loss, and the same gradients', (snippet) => {
    const code = codeOf(snippet, 'tfjs', settingsFor(snippet), codeWords.en.comments)
      .replace(/^import .*\n/, '')
      .replace('export function', 'return function');
    const loss = new Function('tf', code)(tf) as (...tensors: tf.Tensor[]) => tf.Scalar;
    expect(loss.name).toBe(camel(snippet.functionName));
    const { features, weights, bias, labels } = problemFor(snippet);
    const oneHot = tf.tensor2d(
      labels.flatMap((label) => Array.from({ length: classes }, (_, j) => Number(j === label))),
      [samples, classes],
    );
    const x = tf.tensor2d(features, [samples, dim]);
    const w = tf.tensor2d(weights, [weights.length / dim, dim]);
    const more = snippet.frame === 'raw' ? [tf.tensor1d(bias)] : [];
    const { value, grads } = tf.valueAndGrads((x: tf.Tensor, w: tf.Tensor) => loss(x, w, ...more, oneHot))([
      x,
      w,
    ]);
    const theirs = expected(snippet)!;
    expectClose(value.dataSync(), [theirs.loss], 1e-5);
    expectClose(grads[0].dataSync(), theirs.gradEmbeddings_nd, 1e-4);
    expectClose(grads[1].dataSync(), theirs.gradWeights_cd, 1e-4);
  });
});

/** The first Python that can import all of these modules; null where none can. */
function pythonWith(...modules: string[]): string | null {
  const probe = `import ${modules.join(', ')}`;
  return (
    ['python3', '/usr/bin/python3'].find((python) => spawnSync(python, ['-c', probe]).status === 0) ?? null
  );
}

/** Runs code that defines a function, on a problem, and prints what it gives as JSON. */
const driver = `
import json, sys
task = json.load(sys.stdin)
space = {}
exec(task["code"], space)
loss = space[task["name"]]
p = task["problem"]
rows = lambda flat: [flat[i:i + task["dim"]] for i in range(0, len(flat), task["dim"])]
if task["language"] == "torch":
    import torch
    tensor = lambda v: torch.tensor(v, dtype=torch.float64)
    x, w = tensor(rows(p["features"])).requires_grad_(), tensor(rows(p["weights"])).requires_grad_()
    more = [tensor(p["bias"])] if task["biased"] else []
    value = loss(x, w, *more, torch.tensor(p["labels"]))
    value.backward()
    flat = lambda t: t.grad.flatten().tolist()
    print(json.dumps({"loss": value.item(), "x": flat(x), "w": flat(w)}))
else:
    import numpy as np
    more = [np.array(p["bias"])] if task["biased"] else []
    value = loss(np.array(rows(p["features"])), np.array(rows(p["weights"])), *more, np.array(p["labels"]))
    print(json.dumps({"loss": float(value)}))
`;

function runPython(
  python: string,
  language: string,
  snippet: Snippet,
  settings: Record<string, number>,
  problem: Problem,
  width = dim,
) {
  const code = codeOf(snippet, language as 'torch', settings, codeWords.en.comments);
  const task = {
    code,
    language,
    name: snippet.functionName,
    problem,
    dim: width,
    biased: snippet.frame === 'raw',
  };
  return JSON.parse(
    execFileSync(python, ['-c', driver], { input: JSON.stringify(task), encoding: 'utf8' }),
  ) as {
    loss: number;
    x: number[];
    w: number[];
  };
}

const numpy = pythonWith('numpy');
describe.skipIf(!numpy)('NumPy', () => {
  it.each(present)('$loss: the same loss', (snippet) => {
    const ours = runPython(numpy!, 'numpy', snippet, settingsFor(snippet), problemFor(snippet));
    expect(ours.loss).toBeCloseTo(expected(snippet)!.loss, 9);
  });
});

const torch = pythonWith('torch', 'numpy');
describe.skipIf(!torch)('PyTorch', () => {
  it.each(present)('$loss: the same loss, and the same gradients', (snippet) => {
    const ours = runPython(torch!, 'torch', snippet, settingsFor(snippet), problemFor(snippet));
    const theirs = expected(snippet)!;
    expect(ours.loss).toBeCloseTo(theirs.loss, 9);
    expectClose(ours.x, theirs.gradEmbeddings_nd, 1e-9);
    expectClose(ours.w, theirs.gradWeights_cd, 1e-9);
  });

  it('arcface: the numbers that ronghuaiyang/arcface-pytorch gave, from the golden file', () => {
    const golden = parseGolden(JSON.parse(readFileSync('tests/golden/data/arcface.json', 'utf8')), 'arcface');
    const result = golden.find(({ where }) => /arcface-b0 ronghuaiyang "A/.test(where))!;
    const { features_nd, weights_cd, labels_n, dim: width } = result.problem;
    const problem = {
      features: [...features_nd],
      weights: [...weights_cd],
      bias: [],
      labels: [...labels_n],
    };
    const snippet = snippets.find(({ loss }) => loss === 'arcface')!;
    const ours = runPython(torch!, 'torch', snippet, { s: 64, m: 0.5 }, problem, width);
    expect(ours.loss).toBeCloseTo(result.loss as number, 8);
  });
});
