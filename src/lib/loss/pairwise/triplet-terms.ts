/**
 * Triplets of an anchor, a positive of its class and a negative of another: which ones count, and what each adds. Every
 * term is penalty(d(a, p) − d(a, n) + m); programs differ in the choice and in the mean.
 */
import type { BatchField } from '../spec';
import type { PairDistances } from './pair-distance';
import { over, total, type Pairs } from './pairs';

export type Mining =
  /** Every triplet of the batch. */
  | 'all'
  /** Every triplet whose negative lies farther than its positive, by at most m (FaceNet; pytorch-metric-learning). */
  | 'semi-hard'
  /** Every triplet whose negative lies no farther than its positive (pytorch-metric-learning). */
  | 'hard'
  /**
   * One triplet for each positive pair: the nearest negative that lies farther than the positive, else the farthest
   * negative of all; m takes no part in the choice (TensorFlow Addons).
   */
  | 'semi-hard-one'
  /** One triplet for each anchor: the farthest positive and the nearest negative (Hermans et al. 2017). */
  | 'batch-hard';

export interface TripletRule {
  readonly mining: Mining;
  readonly margin: number;
  /** max(0, x), or ln(1 + eˣ). */
  readonly penalty: 'hinge' | 'soft';
  /** The mean over all triplets that were chosen, or over those that add something. */
  readonly mean: 'chosen' | 'active';
  /** The negative counts from the anchor or from the positive, whichever is nearer (pytorch-metric-learning's swap). */
  readonly swap?: boolean;
}

export interface TripletLoss<T> {
  /** [1, 1] */
  readonly loss: T;
  /** By d(i, j) [N, N] */
  readonly gradDistance_nn: T;
}

/** Larger than any distance between embeddings that are worth a thought; finite, so that products with 0 are 0. */
const FAR = 1e18;

export function tripletLoss<T>(
  field: BatchField<T>,
  { distance_nn }: Pick<PairDistances<T>, 'distance_nn'>,
  pairs: Pairs<T>,
  rule: TripletRule,
): TripletLoss<T> {
  if (rule.mining === 'batch-hard') return hardestOfEachAnchor(field, distance_nn, pairs, rule);
  if (rule.mining === 'semi-hard-one') return oneNegativePerPair(field, distance_nn, pairs, rule);
  return namedTriplets(field, distance_nn, chosenTriplets(field, distance_nn, pairs, rule), rule);
}

/** Which triplets count [N, N, N], by anchor, positive and negative. */
export function chosenTriplets<T>(
  field: BatchField<T>,
  distance_nn: T,
  { positive_nn, negative_nn }: Pairs<T>,
  { mining, margin }: TripletRule,
): T {
  const [n] = field.shape(distance_nn);
  const valid_nnn = field.mul(field.reshape(positive_nn, [n, n, 1]), field.reshape(negative_nn, [n, 1, n]));
  if (mining === 'all') return valid_nnn;
  const lead_nnn = field.sub(field.reshape(distance_nn, [n, 1, n]), field.reshape(distance_nn, [n, n, 1]));
  const isFarther_nnn = field.greater(lead_nnn, 0);
  if (mining === 'hard') return field.mul(valid_nnn, field.sub(1, isFarther_nnn));
  const isNear_nnn = field.sub(1, field.greater(lead_nnn, margin));
  return field.mul(valid_nnn, field.mul(isFarther_nnn, isNear_nnn));
}

/** The loss over the triplets that a mask names [N, N, N]. */
export function namedTriplets<T>(
  field: BatchField<T>,
  distance_nn: T,
  mask_nnn: T,
  rule: TripletRule,
): TripletLoss<T> {
  const [n] = field.shape(distance_nn);
  const matrix = (a: T) => field.reshape(a, [n, n]);
  const fromAnchor_n1n = field.reshape(distance_nn, [n, 1, n]);
  const fromPositive_1nn = field.reshape(distance_nn, [1, n, n]);
  const toNegative = rule.swap ? field.min(fromAnchor_n1n, fromPositive_1nn) : fromAnchor_n1n;
  const x_nnn = field.add(field.sub(field.reshape(distance_nn, [n, n, 1]), toNegative), rule.margin);
  const { loss, slope } = meanPenalty(field, x_nnn, mask_nnn, rule);
  const ofPositive_nn = matrix(field.sum(slope, 2));
  if (!rule.swap) return { loss, gradDistance_nn: field.sub(ofPositive_nn, matrix(field.sum(slope, 1))) };
  const swapped_nnn = field.mul(slope, field.greater(fromAnchor_n1n, fromPositive_1nn));
  const kept_nnn = field.sub(slope, swapped_nnn);
  const ofNegative_nn = field.add(matrix(field.sum(kept_nnn, 1)), matrix(field.sum(swapped_nnn, 0)));
  return { loss, gradDistance_nn: field.sub(ofPositive_nn, ofNegative_nn) };
}

function hardestOfEachAnchor<T>(
  field: BatchField<T>,
  distance_nn: T,
  { positive_nn, negative_nn }: Pairs<T>,
  rule: TripletRule,
): TripletLoss<T> {
  const farthest_n1 = field.largest(field.mul(distance_nn, positive_nn), 1);
  const nearest_n1 = nearestOf(field, distance_nn, negative_nn, 1);
  const mask_n1 = field.mul(field.largest(positive_nn, 1), field.largest(negative_nn, 1));
  const { loss, slope } = meanPenalty(
    field,
    field.add(field.sub(farthest_n1, nearest_n1), rule.margin),
    mask_n1,
    rule,
  );
  const shareOfFarthest_nn = sharesAt(field, distance_nn, farthest_n1, positive_nn, 1);
  const shareOfNearest_nn = sharesAt(field, distance_nn, nearest_n1, negative_nn, 1);
  return { loss, gradDistance_nn: field.mul(slope, field.sub(shareOfFarthest_nn, shareOfNearest_nn)) };
}

function oneNegativePerPair<T>(
  field: BatchField<T>,
  distance_nn: T,
  { positive_nn, negative_nn }: Pairs<T>,
  rule: TripletRule,
): TripletLoss<T> {
  const [n] = field.shape(distance_nn);
  const toPositive_nn1 = field.reshape(distance_nn, [n, n, 1]);
  const toNegative_n1n = field.reshape(distance_nn, [n, 1, n]);
  const negative_n1n = field.reshape(negative_nn, [n, 1, n]);
  const outside_nnn = field.mul(negative_n1n, field.greater(toNegative_n1n, toPositive_nn1));
  const isAnyOutside_nn1 = field.largest(outside_nnn, 2);
  const farthest_n11 = field.largest(field.mul(toNegative_n1n, negative_n1n), 2);
  const chosen_nn1 = field.min(
    nearestOf(field, toNegative_n1n, outside_nnn, 2),
    // Where none lies outside, that is FAR, and the farthest of all stands in.
    field.add(farthest_n11, field.mul(isAnyOutside_nn1, FAR)),
  );
  const mask_nn1 = field.mul(
    field.reshape(positive_nn, [n, n, 1]),
    field.reshape(field.largest(negative_nn, 1), [n, 1, 1]),
  );
  const { loss, slope } = meanPenalty(
    field,
    field.add(field.sub(toPositive_nn1, chosen_nn1), rule.margin),
    mask_nn1,
    rule,
  );
  const candidates_nnn = field.select(isAnyOutside_nn1, outside_nnn, negative_n1n);
  const share_nnn = sharesAt(field, toNegative_n1n, chosen_nn1, candidates_nnn, 2);
  const ofNegative_nn = field.reshape(field.sum(field.mul(slope, share_nnn), 1), [n, n]);
  return { loss, gradDistance_nn: field.sub(field.reshape(slope, [n, n]), ofNegative_nn) };
}

/** The least of the distances that a mask names; FAR where it names none. No digit is lost in the choice. */
function nearestOf<T>(field: BatchField<T>, distance: T, mask: T, axis: number): T {
  return field.smallest(field.max(distance, field.mul(field.sub(1, mask), FAR)), axis);
}

/** 1 at the masked places whose distance is `value`; equal ones share it, so that no order of the batch matters. */
function sharesAt<T>(field: BatchField<T>, distance: T, value: T, mask: T, axis: number): T {
  const differs = field.add(field.greater(distance, value), field.greater(value, distance));
  const at = field.mul(mask, field.sub(1, differs));
  return over(field, at, field.sum(at, axis));
}

/** The mean penalty of x over a mask, and its slope by each x, mask and mean included. */
function meanPenalty<T>(field: BatchField<T>, x: T, mask: T, { penalty, mean }: TripletRule) {
  const positivePart = field.max(x, 0);
  let value = positivePart;
  let slope = field.greater(x, 0);
  if (penalty === 'soft') {
    const size = field.max(x, field.mul(x, -1));
    value = field.add(positivePart, field.log(field.add(field.exp(field.mul(size, -1)), 1)));
    // e⁻ˣ stays finite in single precision; beyond, the slope is nothing all the same.
    slope = field.div(1, field.add(field.exp(field.mul(field.max(x, -60), -1)), 1));
  }
  const counted = mean === 'active' ? field.mul(mask, field.greater(value, 0)) : mask;
  const count = sumOfAll(field, counted);
  return {
    loss: over(field, sumOfAll(field, field.mul(mask, value)), count),
    slope: over(
      field,
      field.mul(mask, slope),
      field.reshape(
        count,
        field.shape(x).map(() => 1),
      ),
    ),
  };
}

/** The sum over every axis [1, 1]. */
function sumOfAll<T>(field: BatchField<T>, a: T): T {
  const shape = field.shape(a);
  if (shape.length === 2) return total(field, a);
  return total(field, field.reshape(field.sum(a, 0), shape.slice(1)));
}
