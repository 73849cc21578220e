import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { goldenFiles, main, tallyChecks, tallyFile } from '../../tools/conformance';
import { checksOf, readChecks } from '../../tools/conformance/checks';

/** How many results each copy holds, counted in the originals; a shorter copy is a broken one. */
const counts: Record<string, number> = {
  'adacos.json': 11,
  'arcface.json': 374,
  'asoftmax_sphereface.json': 170,
  'center_loss.json': 14,
  'combined_margin.json': 50,
  'contrastive.json': 12,
  'cosface.json': 144,
  'intra_inter.json': 10,
  'lsoftmax.json': 114,
  'metrics.json': 25,
  'modified_softmax.json': 39,
  'normface_coco.json': 36,
  'softmax.json': 13,
  'sphereface_r.json': 99,
  'subcenter_arcface.json': 10,
  'theory.json': 40,
  'triplet.json': 56,
};

// Golden files are read as they stand; their shape is what the conformance tool checks.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;
const parsed = (name: string): Json =>
  JSON.parse(
    readFileSync(
      goldenFiles().find((path) => basename(path) === name)!,
      'utf8',
    ),
  );
const failuresOf = async (golden: Json) => (await tallyChecks(checksOf(golden, 'altered'))).failures;

describe('the golden copies', () => {
  it('are all here and whole', () => {
    const found = Object.fromEntries(goldenFiles().map((path) => [basename(path), readChecks(path).length]));
    expect(found).toEqual(counts);
  });

  it.each(goldenFiles().map((path) => [basename(path), path]))(
    '%s: every result passes',
    async (name, path) => {
      const { passed, failures } = await tallyFile(path);
      expect(failures).toEqual([]);
      expect(passed).toBe(counts[name]);
    },
  );
});

/** Alters one result in a number, or what it says of itself. */
type Alter = (result: Json, golden_case: Json) => void;

const largest = (numbers: number[][]): [number, number] => {
  const flat = numbers.flat().map(Math.abs);
  const index = flat.indexOf(Math.max(...flat));
  return [Math.floor(index / numbers[0].length), index % numbers[0].length];
};
/** Moves the largest number of a tensor by a share of itself. */
const nudge =
  (key: string, share: number): Alter =>
  (result) => {
    const [row, column] = largest(result[key]);
    result[key][row][column] *= 1 + share;
  };

describe('a golden result that is altered fails', () => {
  const alterations: [string, string, string, number, Alter][] = [
    ['a loss', 'cosface', 'cosface-b0', 0, (r) => (r.loss *= 1 + 1e-8)],
    ['a logit', 'arcface', 'arcface-b0', 4, nudge('logits', 1e-8)],
    ['a feature gradient', 'arcface', 'arcface-b1', 7, nudge('gradFeatures', 1e-8)],
    ['a weight gradient', 'asoftmax_sphereface', 'asoftmax-b2', 2, nudge('gradWeights', 1e-8)],
    ['a scale that finds itself', 'adacos', 'adacos-b1', 1, (r) => (r.sTrace[2] *= 1 + 1e-8)],
    ['a first scale', 'adacos', 'adacos-b0', 0, (r) => (r.s0 *= 1 + 1e-8)],
    ['a first bias', 'sphereface_r', 'sphereface2-b0', 0, (r) => (r.bias0 *= 1 + 1e-8)],
    ['a bias gradient', 'softmax', 'softmax-bias', 0, (r) => (r.gBias[0] += 1e-7)],
    ['a logit gradient', 'softmax', 'softmax-maxsub-f64', 0, nudge('gradLogits', 1e-8)],
    ['a λ', 'asoftmax_sphereface', 'asoftmax-anneal-it50', 1, (r) => (r.lambda *= 1 + 1e-8)],
    ['a clipped loss', 'cosface', 'cosface-b1', 5, (r) => (r.lossKerasClipped *= 1 + 1e-8)],
    ['an input', 'modified_softmax', 'modsoftmax-b0', 0, (_, c) => (c.inputs.features[0][0] += 1e-6)],
    ['a label', 'modified_softmax', 'modsoftmax-b0', 0, (_, c) => (c.labels[0] = (c.labels[0] + 1) % 3)],
    ['a seed of inputs', 'softmax', 'softmax-big0', 0, (_, c) => c.inputs.seed++],
    [
      'a summary',
      'softmax',
      'softmax-big1',
      0,
      (r) => (r.gradFeatures.sampleValue[3] += 1e-7 * r.gradFeatures.absMax),
    ],
    ['a length in a summary', 'softmax', 'softmax-big1', 0, (r) => (r.gradFeatures.l2 *= 1 + 1e-8)],
    [
      'a sum in a summary',
      'softmax',
      'softmax-big1',
      0,
      (r) => (r.gradFeatures.sum += 1e-5 * r.gradFeatures.l2),
    ],
    ['a convention', 'cosface', 'cosface-b0', 0, (r) => (r.convention = 'as nobody does')],
    ['a reference', 'cosface', 'cosface-b0', 0, (r) => (r.ref = 'nobody')],
    ['a margin', 'cosface', 'cosface-b0', 0, (r) => (r.params.m += 1e-6)],
    ['a parameter that nobody knows', 'cosface', 'cosface-b0', 0, (r) => (r.params.q = 1)],
  ];

  it.each(alterations)('%s', async (_, file, id, index, alter) => {
    const golden = parsed(`${file}.json`);
    const golden_case = golden.cases.find((c: Json) => c.id === id);
    const result = golden_case.results[index];
    const only = { ...golden, cases: [{ ...golden_case, results: [result] }] };
    expect(await failuresOf(only)).toEqual([]);
    alter(result, only.cases[0]);
    expect(await failuresOf(only)).toHaveLength(1);
  });

  it('a row', async () => {
    const golden = parsed('cosface.json');
    const golden_case = golden.cases.find((c: Json) => c.id === 'cosface-edge');
    golden_case.rows[2].results[0].loss += 1e-6;
    const failures = await failuresOf({ ...golden, cases: [golden_case] });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/^cosface cosface-edge row 2 ronghuaiyang .*loss is/);
  });

  it('a NaN of the reference asks only that ours be finite', async () => {
    const golden = parsed('arcface.json');
    const golden_case = golden.cases.find((c: Json) => c.id === 'arcface-b0');
    golden_case.results = golden_case.results.slice(0, 1);
    golden_case.results[0].gradFeatures[0][0] = 'NaN';
    expect(await failuresOf({ ...golden, cases: [golden_case] })).toEqual([]);
    golden_case.results[0].gradFeatures[0][1] += 1;
    expect(await failuresOf({ ...golden, cases: [golden_case] })).toHaveLength(1);
  });
});

describe('the command', () => {
  const run = async (args: string[]) => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const code = await main(args);
    const lines = log.mock.calls.map(([line]) => String(line));
    log.mockRestore();
    return { code, lines };
  };

  it('counts a missing file as a failure and says so in a sentence', async () => {
    const { code, lines } = await run(['no-such-file.json']);
    expect(code).toBe(1);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^FAILED no-such-file\.json cannot be read/);
    expect(lines[1]).toBe('0 passed, 1 failed');
  });

  it('counts a file that is no golden as a failure', async () => {
    const { code, lines } = await run(['package.json']);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/is not a golden file/);
  });

  it('ends with the tally and 0 where all pass', async () => {
    const { code, lines } = await run([goldenFiles().find((path) => path.endsWith('/softmax.json'))!]);
    expect(code).toBe(0);
    expect(lines.at(-1)).toBe('13 passed, 0 failed');
    // One line for each reference and convention, and together they are all.
    const counts = lines.slice(0, -1).map((line) => Number(/^ *(\d+) passed {2}softmax · /.exec(line)![1]));
    expect(counts).toEqual([5, 5, 1, 2]);
  });
});
