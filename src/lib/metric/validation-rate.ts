/**
 * TAR at FAR by insightface's `calculate_val`: on nine folds a threshold of the squared distance is interpolated at
 * which as many impostors are accepted as was asked for, and on the tenth both rates are measured.
 */
import { squaredDistances, type EmbeddingPairs } from './fold-accuracy';
import { contiguousFolds, meanAndDeviation } from './folds';
import { interpolate } from './interpolate';

/** Thresholds of the squared distance of unit embeddings. */
const grid = Float64Array.from({ length: 4000 }, (_, i) => i * 0.001);

export interface ValidationRate {
  /** Share of genuine pairs accepted, mean over folds (VAL, TAR). */
  readonly val: number;
  readonly valDeviation: number;
  /** Share of impostors accepted in truth, mean over folds. */
  readonly far: number;
}

/**
 * TAR at the FAR asked for, over contiguous folds. Where no threshold of the grid lets so many impostors in, nobody
 * is accepted. A fold without genuine pairs, or without impostors, leaves that rate NaN.
 */
export function validationRate(pairs: EmbeddingPairs, folds: number, farAsked: number): ValidationRate {
  const distances = squaredDistances(pairs);
  const accepted = (of: readonly number[], threshold: number, same: boolean) => {
    const kind = of.filter((pair) => Boolean(pairs.same[pair]) === same);
    return kind.filter((pair) => distances[pair] < threshold).length / kind.length;
  };
  const results = contiguousFolds(pairs.same.length, folds).map(({ train, test }) => {
    const farOfGrid = grid.map((threshold) => accepted(train, threshold, false));
    const reaches = Math.max(...farOfGrid) >= farAsked;
    const threshold = reaches ? interpolate(farAsked, farOfGrid, grid) : 0;
    return { val: accepted(test, threshold, true), far: accepted(test, threshold, false) };
  });
  const val = meanAndDeviation(results.map((result) => result.val));
  return {
    val: val.mean,
    valDeviation: val.deviation,
    far: meanAndDeviation(results.map(({ far }) => far)).mean,
  };
}
