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
import { evaluatePairwise, evaluateTerm } from '../../src/lib/loss/evaluate-batch';
import { evaluateLoss, nextScale } from '../../src/lib/loss/reference';
import { lossById, lossIds, termById, termIds } from '../../src/lib/loss/registry';
import { hasClassWeights, settingsOf, type LossSettings } from '../../src/lib/loss/spec';
import { camel } from '../../src/lib/snippets/frames';
import { codeOf, snippetOf, snippets, spelledName } from '../../src/lib/snippets/registry';
import { programLanguages, takenBy, type Snippet, type Taken } from '../../src/lib/snippets/snippet';
import { parseGolden } from '../../tools/conformance/golden';
import { createRng } from '../../src/lib/math/rng';
import { loadInNode } from '../../tools/node-training';

const dim = 3;
const classes = 4;
const samples = 9;
const K = 3;

/** Values that no default has, so that what is written in is what counts. */
const values: Record<string, number | string> = {
  s: 7,
  m: 0.4,
  m1: 1.1,
  m2: 0.3,
  m3: 0.1,
  lambda: 1.5,
  K,
  t: 3,
  alpha: 0.65,
  scale: 'dynamic',
  'center-weight': 0.3,
  'center-rate': 0.8,
  'intra-weight': 1.7,
  'inter-weight': 2.3,
};
const settingsFor = ({ loss }: Snippet) =>
  /-softmax$|^sphereface-r$/.test(loss) ? { ...values, m: 3 } : values;

interface Problem {
  readonly features: number[];
  readonly weights: number[];
  readonly bias: number[];
  readonly centers: number[];
  readonly labels: number[];
}

function problemFor(snippet: Snippet): Problem {
  const rng = createRng(71);
  const draw = (count: number) => Array.from({ length: count }, () => 2 * rng.next() - 1);
  const rows = 'frame' in snippet && snippet.frame === 'subcenters' ? classes * K : classes;
  return {
    features: draw(samples * dim),
    weights: draw(rows * dim),
    // SphereFace2 has one for all classes.
    bias: draw('program' in snippet ? 1 : classes),
    centers: draw(classes * dim),
    // The last class has no sample, for what must leave it alone.
    labels: Array.from({ length: samples }, (_, n) => n % ('program' in snippet ? classes - 1 : classes)),
  };
}

/** What the site computes, in double precision: the loss, its gradients where it has them, and what it hands on. */
interface Truth {
  readonly loss: number;
  readonly gradients: Readonly<Partial<Record<Taken, ArrayLike<number>>>>;
  readonly next: ArrayLike<number> | null;
}

function expected(snippet: Snippet, settings: LossSettings = settingsFor(snippet)): Truth {
  const { features, weights, bias, centers, labels } = problemFor(snippet);
  const given = { ...settings, ...snippet.settings, subcenters: K };
  const embedded = { embeddings_nd: features, labels_n: labels, dim, classes };
  const term = termById(snippet.loss);
  if (term) {
    const { loss, gradEmbeddings_nd, gradWeights_cd, stateAfter } = evaluateTerm(
      term,
      settingsOf(term, given),
      {
        ...embedded,
        weights_cd: weights,
        state: centers,
      },
    );
    return {
      loss,
      gradients: { x: gradEmbeddings_nd, ...(gradWeights_cd ? { weight: gradWeights_cd } : {}) },
      next: stateAfter,
    };
  }
  const spec = lossById(snippet.loss)!;
  if (!hasClassWeights(spec)) {
    const { loss, gradEmbeddings_nd } = evaluatePairwise(spec, settingsOf(spec, given), embedded);
    return { loss, gradients: { x: gradEmbeddings_nd }, next: null };
  }
  const problem = {
    ...embedded,
    weights_cd: weights,
    bias_c: takenBy(snippet).includes('bias') ? bias : null,
  };
  const own = settingsOf(spec, given);
  // A loss that finds its scale by itself scales this very batch with what it found.
  const fixed = own.scale === 'fixed' ? spec.state!.initial(classes) : undefined;
  const s = fixed ?? nextScale(spec, own, defaultConvention, problem);
  const { loss, gradEmbeddings_nd, gradWeights_cd, gradBias_c } = evaluateLoss(
    spec,
    spec.state ? { ...own, s } : own,
    defaultConvention,
    problem,
  );
  return {
    loss,
    gradients: { x: gradEmbeddings_nd, weight: gradWeights_cd, bias: gradBias_c },
    next: spec.state ? [s] : null,
  };
}

/** The same loss with its scale kept. */
const fixedScale = { ...values, scale: 'fixed' };
const cases = [
  ...snippets.map((snippet) => [snippet.loss, snippet, settingsFor(snippet)] as const),
  ['adacos, fixed', snippetOf('adacos')!, fixedScale] as const,
];

function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>, tolerance: number): void {
  const largest = Math.max(...Array.from(theirs, Math.abs));
  const worst = Math.max(...Array.from(theirs, (value, i) => Math.abs(value - ours[i])));
  expect(ours.length).toBe(theirs.length);
  expect(worst / largest).toBeLessThan(tolerance);
}

describe('the code of each loss', () => {
  it('is there for every loss and every term, each once', () => {
    expect(snippets.map(({ loss }) => loss)).toEqual([...lossIds, ...termIds]);
  });

  it('is tried on a batch that tells: each has a loss and a gradient', () => {
    for (const snippet of snippets) {
      const { loss, gradients } = expected(snippet);
      expect(Math.abs(loss)).toBeGreaterThan(0.01);
      const taken = takenBy(snippet).filter((name) => gradients[name]);
      expect(taken.some((name) => Array.from(gradients[name]!).some((value) => Math.abs(value) > 0.01))).toBe(
        true,
      );
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
            const value = settingsFor(snippet)[name];
            const written = typeof value === 'string' ? `["']${value}["']` : String(value);
            expect(code).toMatch(new RegExp(`\\b${spelledName(name)} ?= ?${written}`));
          }
        }
      }
    },
  );
});

describe('TensorFlow.js', () => {
  beforeAll(() => loadInNode('cpu'));

  it.each(cases)('%s: the same loss, and the same gradients', (_, snippet, settings) => {
    const code = codeOf(snippet, 'tfjs', settings, codeWords.en.comments)
      .replace(/^import .*\n/, '')
      .replace('export function', 'return function');
    const loss = new Function('tf', code)(tf) as (
      ...tensors: tf.Tensor[]
    ) => tf.Scalar | [tf.Scalar, number | tf.Tensor];
    expect(loss.name).toBe(camel(snippet.functionName));
    const { features, weights, bias, centers, labels } = problemFor(snippet);
    const given: Record<Taken, tf.Tensor> = {
      x: tf.tensor2d(features, [samples, dim]),
      weight: tf.tensor2d(weights, [weights.length / dim, dim]),
      bias: tf.tensor1d(bias),
      centers: tf.tensor2d(centers, [classes, dim]),
      y: tf.tensor2d(
        labels.flatMap((label) => Array.from({ length: classes }, (_, j) => Number(j === label))),
        [samples, classes],
      ),
    };
    const theirs = expected(snippet, settings);
    const taken = takenBy(snippet);
    const moved = taken.filter((name) => theirs.gradients[name]);
    let next: ArrayLike<number> | null = null;
    const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      const own = { ...given, ...Object.fromEntries(moved.map((name, i) => [name, tensors[i]])) };
      const result = loss(...taken.map((name) => own[name]));
      expect(Array.isArray(result)).toBe('program' in snippet && snippet.returns === 'loss-and-next');
      if (!Array.isArray(result)) return result;
      next = typeof result[1] === 'number' ? [result[1]] : result[1].dataSync();
      return result[0];
    })(moved.map((name) => given[name]));
    expectClose(value.dataSync(), [theirs.loss], 1e-5);
    moved.forEach((name, i) => expectClose(grads[i].dataSync(), theirs.gradients[name]!, 1e-4));
    if (theirs.next) expectClose(next!, theirs.next, 1e-5);
    else expect(next).toBe(null);
  });
});

/** The first Python that can import all of these modules; null where none can. */
function pythonWith(...modules: string[]): string | null {
  const probe = `import ${modules.join(', ')}`;
  return (
    ['python3', '/usr/bin/python3'].find((python) => spawnSync(python, ['-c', probe]).status === 0) ?? null
  );
}

/** Runs codes that each define a function, each on its problem, and prints what they give as JSON. */
const driver = `
import json, sys

def run(task):
    space = {}
    exec(task["code"], space)
    loss = space[task["name"]]
    p = task["problem"]
    rows = lambda flat: [flat[i:i + task["dim"]] for i in range(0, len(flat), task["dim"])]
    given = {"x": rows(p["features"]), "weight": rows(p["weights"]), "bias": p["bias"],
             "centers": rows(p["centers"]), "y": p["labels"]}
    if task["language"] == "torch":
        import torch
        kinds = {"y": torch.int64}
        given = {k: torch.tensor(v, dtype=kinds.get(k, torch.float64)) for k, v in given.items()}
        for k in task["moved"]: given[k].requires_grad_()
    else:
        import numpy as np
        given = {k: np.array(v) for k, v in given.items()}
    result = loss(*[given[k] for k in task["taken"]])
    value, after = result if isinstance(result, tuple) else (result, None)
    if task["language"] == "numpy":
        return {"loss": float(value), "next": None if after is None else np.ravel(after).tolist()}
    value.backward()
    after = None if after is None else torch.as_tensor(after, dtype=torch.float64).detach().flatten().tolist()
    gradients = {k: given[k].grad.flatten().tolist() for k in task["moved"]}
    return {"loss": value.item(), "gradients": gradients, "next": after}

print(json.dumps([run(task) for task in json.load(sys.stdin)]))
`;

interface PythonTask {
  readonly snippet: Snippet;
  readonly settings: LossSettings;
  readonly problem: Problem;
  readonly dim: number;
}

interface PythonResult {
  readonly loss: number;
  /** None from NumPy. */
  readonly gradients?: Partial<Record<Taken, number[]>>;
  readonly next: number[] | null;
}

/** In one process, as loading a package takes longer than all the losses. */
function runPython(
  python: string,
  language: 'torch' | 'numpy',
  tasks: readonly PythonTask[],
): PythonResult[] {
  const input = tasks.map(({ snippet, settings, ...rest }) => ({
    ...rest,
    code: codeOf(snippet, language, settings, codeWords.en.comments),
    language,
    name: snippet.functionName,
    taken: takenBy(snippet),
    moved: takenBy(snippet).filter((name) => expected(snippet).gradients[name]),
  }));
  const printed = execFileSync(python, ['-c', driver], { input: JSON.stringify(input), encoding: 'utf8' });
  return JSON.parse(printed) as PythonResult[];
}

const pythonTasks = cases.map(([, snippet, settings]) => ({
  snippet,
  settings,
  problem: problemFor(snippet),
  dim,
}));

const numpy = pythonWith('numpy');
describe.skipIf(!numpy)('NumPy', () => {
  let results: PythonResult[];
  beforeAll(() => void (results = runPython(numpy!, 'numpy', pythonTasks)));

  it.each(cases.map(([name], i) => [name, i] as const))('%s: the same loss', (_, i) => {
    const theirs = expected(cases[i][1], cases[i][2]);
    expect(results[i].loss).toBeCloseTo(theirs.loss, 9);
    if (theirs.next) expectClose(results[i].next!, theirs.next, 1e-9);
  });
});

const torch = pythonWith('torch', 'numpy');
describe.skipIf(!torch)('PyTorch', () => {
  let results: PythonResult[];
  beforeAll(() => void (results = runPython(torch!, 'torch', pythonTasks)));

  it.each(cases.map(([name], i) => [name, i] as const))(
    '%s: the same loss, and the same gradients',
    (_, i) => {
      const theirs = expected(cases[i][1], cases[i][2]);
      expect(results[i].loss).toBeCloseTo(theirs.loss, 9);
      for (const [name, gradient] of Object.entries(results[i].gradients!)) {
        expectClose(gradient, theirs.gradients[name as Taken]!, 1e-9);
      }
      if (theirs.next) expectClose(results[i].next!, theirs.next, 1e-9);
    },
  );

  it('arcface: the numbers that ronghuaiyang/arcface-pytorch gave, from the golden file', () => {
    const golden = parseGolden(JSON.parse(readFileSync('tests/golden/data/arcface.json', 'utf8')), 'arcface');
    const result = golden.find(({ where }) => /arcface-b0 ronghuaiyang "A/.test(where))!;
    const { features_nd, weights_cd, labels_n, dim: width } = result.problem;
    const problem = {
      features: [...features_nd],
      weights: [...weights_cd],
      bias: [],
      centers: [],
      labels: [...labels_n],
    };
    const snippet = snippets.find(({ loss }) => loss === 'arcface')!;
    const [ours] = runPython(torch!, 'torch', [
      { snippet, settings: { s: 64, m: 0.5 }, problem, dim: width },
    ]);
    expect(ours.loss).toBeCloseTo(result.loss as number, 8);
  });
});
