/**
 * What a frame shows of a run's health: figures without a judgement. Computed on the page from the held-out samples, so
 * that watching costs the training nothing.
 */
import type { Frame } from '../../frame/layout';
import {
  subcentersOf,
  targetOf,
  type LossSettings,
  type LossSpec,
  type MarginLossSpec,
} from '../../loss/spec';
import { targetLogitAt } from '../../loss/target-logit';

const degrees = 180 / Math.PI;

/** From this probability of the own class on, less than a hundredth of a sample's gradient is left. */
export const sureProbability = 0.99;

export interface WeightPair {
  readonly classes: readonly [number, number];
  readonly angleDeg: number;
}

export interface Signs {
  /** Median angle to the own class weight, degrees. */
  readonly targetDeg: number;
  /** Share of samples whose target logit rises with the angle: the loss rewards them for turning away. */
  readonly turnedAwayShare: number;
  /** Of the samples that the loss's own rule gets right, the share that is sure of it; NaN without a softmax. */
  readonly sureShare: number;
  /** The two class weights that lie closest. */
  readonly closest: WeightPair;
  /** Share of embeddings that are exactly 0. */
  readonly zeroShare: number;
  /** True where no embedding has a negative number: all lie in one corner. */
  readonly isOneCorner: boolean;
  /** Class weights that point where no embedding without negative numbers can come nearest: none of their numbers is positive. */
  readonly outOfReach: number;
}

/**
 * @param effective settings as the loss computes with them now: slider × ramp
 * @param labels_n classes of the frame's samples
 * @param accuracy share that the loss's own rule gets right
 */
export function signsOf(
  frame: Frame,
  spec: LossSpec,
  effective: LossSettings,
  labels_n: ArrayLike<number>,
  accuracy: number,
): Signs {
  const { embeddings_nd, weights_cd, shape } = frame;
  // A zero embedding has no angle; the head sees it at a right angle to everything.
  const targetRad_n = Float64Array.from(frame.targetRad_n, (rad) => (Number.isNaN(rad) ? Math.PI / 2 : rad));
  // A straight-through gradient does not see the slope.
  const feelsSlope = targetOf(spec) !== undefined && effective.gradient !== 'straight-through';
  const rises = (rad: number) => targetLogitAt(spec, effective, rad).dPsiDTheta > 1e-9;
  // Where other columns or several weights of a class have a say, the plain softmax below would not be the loss's.
  const isPlain = spec.kind === 'margin' && !spec.other && subcentersOf(spec, effective) === 1;
  const sure = isPlain ? sureCount(frame, spec, effective, labels_n, targetRad_n) : NaN;
  return {
    targetDeg: Float64Array.from(targetRad_n).sort()[shape.probes >> 1] * degrees,
    turnedAwayShare: feelsSlope ? share(targetRad_n, rises) : 0,
    sureShare: sure / (accuracy * shape.probes),
    closest: closestWeights(weights_cd, shape.dim, weights_cd.length / shape.dim / shape.classes),
    zeroShare: rowsWhere(embeddings_nd, shape.dim, (number) => number === 0) / shape.probes,
    isOneCorner: embeddings_nd.every((number) => number >= 0),
    outOfReach: rowsWhere(weights_cd, shape.dim, (number) => number <= 0),
  };
}

function share(values: ArrayLike<number>, fits: (value: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (fits(values[i])) count++;
  return values.length ? count / values.length : NaN;
}

/** Samples whose own class has at least `sureProbability`, margin included. */
function sureCount(
  { embeddings_nd, weights_cd, bias_c, shape: { probes, dim, classes } }: Frame,
  spec: MarginLossSpec,
  settings: LossSettings,
  labels_n: ArrayLike<number>,
  targetRad_n: Float64Array,
): number {
  const weightNorms = normsOf(weights_cd, dim);
  const featureNorms = normsOf(embeddings_nd, dim);
  let count = 0;
  for (let n = 0; n < probes; n++) {
    const ofFeature = spec.scale === 's' ? (settings.s as number) : featureNorms[n];
    const logit = (j: number, h: number) =>
      ofFeature * (spec.scale === 'norms' ? weightNorms[j] : 1) * h + bias_c[j];
    const label = labels_n[n];
    const target = logit(label, targetLogitAt(spec, settings, targetRad_n[n]).psi);
    // Exponentials of differences: what overflows becomes Infinity, and the probability 0.
    let others = 0;
    for (let j = 0; j < classes; j++) {
      if (j === label) continue;
      let dot = 0;
      for (let k = 0; k < dim; k++) dot += embeddings_nd[n * dim + k] * weights_cd[j * dim + k];
      const length = featureNorms[n] * weightNorms[j];
      others += Math.exp(logit(j, length > 0 ? dot / length : 0) - target);
    }
    if (1 / (1 + others) >= sureProbability) count++;
  }
  return count;
}

function normsOf(rows: Float32Array, dim: number): Float64Array {
  const norms = new Float64Array(rows.length / dim);
  for (let i = 0; i < rows.length; i++) norms[Math.floor(i / dim)] += rows[i] * rows[i];
  return norms.map(Math.sqrt);
}

/** @param perClass class weights of one class, which stand together */
function closestWeights(weights_cd: Float32Array, dim: number, perClass: number): WeightPair {
  const norms = normsOf(weights_cd, dim);
  let best: WeightPair = { classes: [0, 0], angleDeg: Infinity };
  for (let a = 0; a < norms.length; a++) {
    const own = Math.floor(a / perClass);
    for (let b = (own + 1) * perClass; b < norms.length; b++) {
      // 2·atan2(‖u − v‖, ‖u + v‖) keeps its digits where two weights almost coincide.
      let difference = 0;
      let sum = 0;
      for (let k = 0; k < dim; k++) {
        const u = weights_cd[a * dim + k] / norms[a];
        const v = weights_cd[b * dim + k] / norms[b];
        difference += (u - v) ** 2;
        sum += (u + v) ** 2;
      }
      const angleDeg = 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum)) * degrees;
      if (angleDeg < best.angleDeg) best = { classes: [own, Math.floor(b / perClass)], angleDeg };
    }
  }
  return best;
}

/** Rows of which every number fits. */
function rowsWhere(rows: Float32Array, dim: number, fits: (number: number) => boolean): number {
  let count = 0;
  for (let from = 0; from < rows.length; from += dim) {
    if (rows.subarray(from, from + dim).every(fits)) count++;
  }
  return count;
}
