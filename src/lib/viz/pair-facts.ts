/** What the angles of pairs say: how far apart pairs of one class and of two classes are, and how well one angle parts them. */

export interface PairFacts {
  /** Means, radians; NaN where there is no such pair. */
  readonly positiveMeanRad: number;
  readonly negativeMeanRad: number;
  /** The angle at which as large a share of the pairs of one class lies above as of the others below. */
  readonly thresholdRad: number;
  /** That share: the equal error rate of telling pairs by their angle, to the width of a bin of 0.1°. */
  readonly errorShare: number;
}

const bins = 1800;

export function pairFacts(positiveRad: ArrayLike<number>, negativeRad: ArrayLike<number>): PairFacts {
  const positive = binned(positiveRad);
  const negative = binned(negativeRad);
  let above = positive.total;
  let below = 0;
  let thresholdRad = NaN;
  let errorShare = NaN;
  for (let b = 0; b < bins && positive.total && negative.total; b++) {
    above -= positive.counts[b];
    below += negative.counts[b];
    const [missed, taken] = [above / positive.total, below / negative.total];
    if (taken < missed) continue;
    thresholdRad = ((b + 1) / bins) * Math.PI;
    errorShare = (missed + taken) / 2;
    break;
  }
  return { positiveMeanRad: positive.mean, negativeMeanRad: negative.mean, thresholdRad, errorShare };
}

function binned(values: ArrayLike<number>): { counts: Uint32Array; total: number; mean: number } {
  const counts = new Uint32Array(bins);
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    counts[Math.max(0, Math.min(bins - 1, Math.floor((values[i] / Math.PI) * bins)))]++;
    sum += values[i];
    total++;
  }
  return { counts, total, mean: sum / total };
}
