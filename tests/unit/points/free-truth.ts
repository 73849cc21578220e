/**
 * What free points on the sphere and in the plane must settle into, worked out from the shapes of the losses' logits on
 * fine grids of area: no table, no sampler. `free-wells.test.ts` holds these losses to the float64 reference.
 */
import { conventionFor } from '../../../src/lib/loss/convention';
import { otherLogitAt } from '../../../src/lib/loss/other-logit';
import { evaluateLoss } from '../../../src/lib/loss/reference';
import { marginLossById } from '../../../src/lib/loss/registry';
import { hasUnitFeatures, settingsOf, type LossSettings } from '../../../src/lib/loss/spec';
import { targetLogitAt } from '../../../src/lib/loss/target-logit';
import type { Vector3 } from '../../../src/lib/loss/sphere-regions';

export interface Problem {
  readonly lossId: string;
  readonly settings: LossSettings;
  /** Unit class weights. */
  readonly weights: readonly Vector3[];
}

/** L of features of class c, of any length, each by the cross-entropy of its logits; and the gradient of the first. */
export function referenceLosses(
  { lossId, settings, weights }: Problem,
  c: number,
  features: readonly Vector3[],
) {
  const spec = marginLossById(lossId)!;
  const all = settingsOf(spec, settings);
  // Without the ε that keeps training finite at ‖x‖ = 0.
  const convention = { ...conventionFor(all), normalization: { rule: 'bare', epsilon: 0 } } as const;
  const classes = weights.length;
  const { logits_nc, gradEmbeddings_nd } = evaluateLoss({ ...spec, subcenters: undefined }, all, convention, {
    embeddings_nd: features.flat(),
    weights_cd: weights.flat(),
    bias_c: null,
    labels_n: features.map(() => c),
    dim: 3,
    classes,
  });
  const losses = features.map((_, n) => {
    const logits = logits_nc.subarray(n * classes, (n + 1) * classes);
    const most = Math.max(...logits);
    return Math.log(logits.reduce((sum, z) => sum + Math.exp(z - most), 0)) + most - logits[c];
  });
  // The reference gives that of the mean.
  const gradient = gradEmbeddings_nd.subarray(0, 3).map((value) => value * features.length);
  return { losses, gradient };
}

/** L of features of class c by its definition: log Σ_j e^{z_j} − z_c, z_j = S·χ(θ_j), z_c = S·ψ(θ_c). */
export function lossesByShape(
  { lossId, settings, weights }: Problem,
  c: number,
  features: readonly Vector3[],
): number[] {
  const spec = marginLossById(lossId)!;
  const all = settingsOf(spec, settings);
  return features.map((x) => {
    const norm = Math.hypot(...x);
    const scale = hasUnitFeatures(spec) ? (all.s as number) : norm;
    const logits = weights.map((w, j) => {
      const cos = (w[0] * x[0] + w[1] * x[1] + w[2] * x[2]) / norm;
      const thetaRad = Math.acos(Math.max(-1, Math.min(1, cos)));
      return scale * (j === c ? targetLogitAt(spec, all, thetaRad).psi : otherLogitAt(spec, all, thetaRad));
    });
    const most = Math.max(...logits);
    return Math.log(logits.reduce((sum, z) => sum + Math.exp(z - most), 0)) + most - logits[c];
  });
}

/** A density on a grid: chances of cells [first axis][second axis], and where the cells of each axis end. */
export interface Grid {
  readonly chance: readonly (readonly number[])[];
  readonly firstEnd: readonly number[];
  readonly secondEnd: readonly number[];
}

/** Cells of an axis: `fine` of them up to `bend`, `coarse` from there to `end`. */
export const bentAxis = (bend: number, fine: number, end: number, coarse: number): number[] => [
  ...Array.from({ length: fine }, (_, i) => (bend * (i + 1)) / fine),
  ...Array.from({ length: coarse }, (_, i) => bend + ((end - bend) * (i + 1)) / coarse),
];
export const evenAxis = (from: number, to: number, cells: number): number[] =>
  Array.from({ length: cells }, (_, i) => from + ((to - from) * (i + 1)) / cells);

/**
 * exp(−L/T) by the midpoint rule.
 *
 * @param feature the feature at a place of the grid
 * @param area the size of a cell there, as its middle and both of its sides say
 */
export function gridOf(
  problem: Problem,
  c: number,
  temperature: number,
  first: { readonly from: number; readonly end: readonly number[] },
  second: { readonly from: number; readonly end: readonly number[] },
  feature: (first: number, second: number) => Vector3,
  area: (fromFirst: number, toFirst: number) => number,
): Grid {
  const sides = ({ from, end }: typeof first) => end.map((to, i) => [i ? end[i - 1] : from, to] as const);
  const [rows, columns] = [sides(first), sides(second)];
  const middle = ([from, to]: readonly [number, number]): number => (from + to) / 2;
  const losses = lossesByShape(
    problem,
    c,
    rows.flatMap((row) => columns.map((column) => feature(middle(row), middle(column)))),
  );
  const mass = rows.map(([from, to], i) =>
    columns.map(
      ([left, right], j) =>
        area(from, to) * (right - left) * Math.exp(-losses[i * columns.length + j] / temperature),
    ),
  );
  const sum = mass.flat().reduce((a, b) => a + b);
  return {
    chance: mass.map((row) => row.map((value) => value / sum)),
    firstEnd: first.end,
    secondEnd: second.end,
  };
}

/** The density along the first axis alone, as `chiSquareScore` wants it. */
export const alongFirst = ({ chance, firstEnd }: Grid) => ({
  end: firstEnd,
  share: chance.map((row) => row.reduce((a, b) => a + b)),
  rmsRad: NaN,
});
export const alongSecond = ({ chance, secondEnd }: Grid) => ({
  end: secondEnd,
  share: secondEnd.map((_, j) => chance.reduce((sum, row) => sum + row[j], 0)),
  rmsRad: NaN,
});

/**
 * Chi-square of places on both axes, in bands of the first axis of about equal chance, each cut into bins of about equal
 * chance along the second, as a normal score (Wilson and Hilferty).
 */
export function chiSquareOnGrid(
  places: readonly (readonly [first: number, second: number])[],
  { chance, firstEnd, secondEnd }: Grid,
  bands: number,
  bins: number,
): number {
  const bandOf = cutEvenly(
    chance.map((row) => row.reduce((a, b) => a + b)),
    bands,
  );
  const inBand = Array.from({ length: bands }, (_, band) =>
    secondEnd.map((_, j) => chance.reduce((sum, row, i) => (bandOf[i] === band ? sum + row[j] : sum), 0)),
  );
  const binOf = inBand.map((row) => cutEvenly(row, bins));
  const expected = new Float64Array(bands * bins);
  inBand.forEach((row, band) => row.forEach((value, j) => (expected[band * bins + binOf[band][j]] += value)));
  const count = new Float64Array(bands * bins);
  const cellOf = (end: readonly number[], at: number): number => {
    const cell = end.findIndex((edge) => at < edge);
    return cell < 0 ? end.length - 1 : cell;
  };
  for (const [first, second] of places) {
    const band = bandOf[cellOf(firstEnd, first)];
    count[band * bins + binOf[band][cellOf(secondEnd, second)]]++;
  }
  const used = [...expected.keys()].filter((k) => expected[k] > 0);
  const square = used.reduce(
    (sum, k) => sum + (count[k] - expected[k] * places.length) ** 2 / (expected[k] * places.length),
    0,
  );
  const freedom = used.length - 1;
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(square / freedom) - (1 - spread)) / Math.sqrt(spread);
}

/** Which of `parts` parts of about equal sum each value belongs to. */
function cutEvenly(values: readonly number[], parts: number): number[] {
  const sum = values.reduce((a, b) => a + b);
  let held = 0;
  return values.map((value) => {
    const part = Math.min(parts - 1, Math.floor((parts * (held + value / 2)) / sum));
    held += value;
    return part;
  });
}
