/** What free points must settle into, worked out from the float64 reference alone: no table and no sampler. */
import { conventionFor } from '../../../src/lib/loss/convention';
import { evaluateLoss } from '../../../src/lib/loss/reference';
import { marginLossById } from '../../../src/lib/loss/registry';
import { settingsOf, type LossSettings } from '../../../src/lib/loss/spec';
import type { WellsInput } from '../../../src/lib/points/wells';

/** The loss of one feature of class `c` at an angle to its weight, and its slope along the circle. */
export function referenceLoss(
  { spec, settings, featureNorm, weightNotch_c }: WellsInput,
  c: number,
  thetaRad: number,
): { loss: number; slope: number } {
  const weightRad = weightNotch_c.map((notch) => (notch * Math.PI) / 1080);
  const rad = weightRad[c] + thetaRad;
  // Without the ε that keeps training finite at ‖x‖ = 0; it would round the point of a well by 1e-6 of an angle.
  const convention = { ...conventionFor(settings), normalization: { rule: 'bare', epsilon: 0 } } as const;
  const { loss, gradEmbeddings_nd } = evaluateLoss({ ...spec, subcenters: undefined }, settings, convention, {
    embeddings_nd: [featureNorm * Math.cos(rad), featureNorm * Math.sin(rad)],
    weights_cd: weightRad.flatMap((w) => [Math.cos(w), Math.sin(w)]),
    bias_c: null,
    labels_n: [c],
    dim: 2,
    classes: weightNotch_c.length,
  });
  const tangent = [-Math.sin(rad), Math.cos(rad)];
  return {
    loss,
    slope: featureNorm * (gradEmbeddings_nd[0] * tangent[0] + gradEmbeddings_nd[1] * tangent[1]),
  };
}

export interface ReferenceDensity {
  /** Where each slice of the circle ends, radians from the own weight, ascending to π. */
  readonly end: readonly number[];
  /** The chance of each slice. */
  readonly share: readonly number[];
  readonly rmsRad: number;
}

/** exp(−L/T) by the midpoint rule, in slices of a degree, and finer near the own weight. */
export function referenceDensity(
  input: WellsInput,
  c: number,
  temperature: number,
  fineDegrees = 0.1,
): ReferenceDensity {
  const degree = Math.PI / 180;
  const fine = Array.from({ length: Math.round(40 / fineDegrees) }, (_, i) => -20 + fineDegrees * (i + 1));
  const coarse = Array.from({ length: 160 }, (_, i) => i + 1);
  const end = [...coarse.map((i) => -180 + i), ...fine, ...coarse.map((i) => 20 + i)].map((d) => d * degree);
  const start = [-Math.PI, ...end.slice(0, -1)];
  const middle = end.map((rad, i) => (rad + start[i]) / 2);
  const mass = middle.map(
    (rad, i) => (end[i] - start[i]) * Math.exp(-referenceLoss(input, c, rad).loss / temperature),
  );
  const sum = mass.reduce((a, b) => a + b);
  const share = mass.map((value) => value / sum);
  const square = share.reduce((total, value, i) => total + value * middle[i] ** 2, 0);
  return { end, share, rmsRad: Math.sqrt(square) };
}

/** Chi-square of angles against a density, in bins of about equal chance, as a normal score. */
export function chiSquareScore(
  angles: readonly number[],
  { end, share }: ReferenceDensity,
  bins: number,
): number {
  const edges: number[] = [];
  const chance: number[] = [];
  let held = 0;
  share.forEach((value, i) => {
    held += value;
    if (held < 1 / bins || chance.length === bins - 1) return;
    edges.push(end[i]);
    chance.push(held);
    held = 0;
  });
  chance.push(held);
  const count = chance.map(() => 0);
  for (const angle of angles) {
    const at = edges.findIndex((edge) => angle < edge);
    count[at < 0 ? chance.length - 1 : at]++;
  }
  const expected = chance.map((value) => value * angles.length);
  const square = count.reduce((sum, n, i) => sum + (n - expected[i]) ** 2 / expected[i], 0);
  // Wilson and Hilferty: the cube root of chi-square over its freedom is nearly normal.
  const freedom = chance.length - 1;
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(square / freedom) - (1 - spread)) / Math.sqrt(spread);
}

export function inputOf(
  lossId: string,
  overrides: LossSettings,
  featureNorm: number,
  weightNotch_c: readonly number[],
): WellsInput {
  const spec = marginLossById(lossId)!;
  return { spec, settings: settingsOf(spec, overrides), featureNorm, weightNotch_c };
}
