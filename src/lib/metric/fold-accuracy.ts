/**
 * Verification accuracy over folds: a threshold is chosen on nine folds and judged on the tenth. The three published
 * programs differ in the score, in the grid of thresholds, in which of several best ones they take and in what a tie
 * means, and so on the same embeddings in the result.
 */
import { dot, norm, row, unit } from '../math/vector';
import { contiguousFolds, meanAndDeviation, type Fold } from './folds';

/** Pairs of embeddings [P, d], row-major, and whether each shows one person (1) or two (0) [P]. */
export interface EmbeddingPairs {
  readonly a_pd: Float64Array;
  readonly b_pd: Float64Array;
  readonly same: ArrayLike<number>;
  readonly dim: number;
}

export interface FoldAccuracy {
  readonly perFold: readonly number[];
  /** The threshold of each fold, on the protocol's own score. */
  readonly thresholds: readonly number[];
  readonly mean: number;
  readonly deviation: number;
}

export interface AccuracyProtocol {
  /** Thresholds that are tried, ascending. */
  readonly grid: Float64Array;
  /** Score of every pair, given the pairs from which a threshold is chosen. */
  readonly scores: (pairs: EmbeddingPairs, train: readonly number[]) => Float64Array;
  /** Whether a pair with this score counts as decided rightly. */
  readonly isRight: (score: number, threshold: number, same: boolean) => boolean;
  /** The threshold among those that do best on the training folds, ascending. */
  readonly choose: (best: readonly number[]) => number;
}

export type AccuracyProtocolId = 'insightface' | 'clcarwin' | 'sphereface';

const steps = (count: number, value: (i: number) => number) =>
  Float64Array.from({ length: count }, (_, i) => value(i));

export const accuracyProtocols: Readonly<Record<AccuracyProtocolId, AccuracyProtocol>> = {
  /** Squared distance of unit embeddings below the threshold; the first of the best. */
  insightface: {
    grid: steps(400, (i) => i * 0.01),
    scores: squaredDistances,
    isRight: (distance, threshold, same) => distance < threshold === same,
    choose: (best) => best[0],
  },
  /** Cosine above the threshold; the last of the best. */
  clcarwin: {
    grid: steps(400, (i) => -1 + i * 0.005),
    scores: (pairs) => cosines(pairs),
    isRight: (cos, threshold, same) => cos > threshold === same,
    choose: (best) => best[best.length - 1],
  },
  /**
   * The authors of SphereFace: cosine after the mean of the training folds was taken away; the mean of all the best
   * thresholds; a tie is wrong for both kinds of pairs.
   */
  sphereface: {
    grid: steps(20001, (i) => (i - 10000) / 10000),
    scores: (pairs, train) => cosines(centred(pairs, train)),
    isRight: (cos, threshold, same) => (same ? cos > threshold : cos < threshold),
    choose: (best) => best.reduce((sum, value) => sum + value, 0) / best.length,
  },
};

/** Accuracy of `pairs` over contiguous folds by one of the published protocols. */
export function foldAccuracy(pairs: EmbeddingPairs, folds: number, protocol: AccuracyProtocol): FoldAccuracy {
  const results = contiguousFolds(pairs.same.length, folds).map((fold) => ofFold(pairs, fold, protocol));
  const perFold = results.map(({ accuracy }) => accuracy);
  return { perFold, thresholds: results.map(({ threshold }) => threshold), ...meanAndDeviation(perFold) };
}

function ofFold(pairs: EmbeddingPairs, { train, test }: Fold, protocol: AccuracyProtocol) {
  const { same } = pairs;
  const scores = protocol.scores(pairs, train);
  const accuracy = (of: readonly number[], threshold: number) => {
    const right = of.filter((pair) => protocol.isRight(scores[pair], threshold, Boolean(same[pair])));
    return right.length / of.length;
  };
  let most = -1;
  let best: number[] = [];
  for (const threshold of protocol.grid) {
    const right = accuracy(train, threshold);
    if (right > most) [most, best] = [right, []];
    if (right === most) best.push(threshold);
  }
  const threshold = protocol.choose(best);
  return { threshold, accuracy: accuracy(test, threshold) };
}

/** ‖â − b̂‖² of each pair [P]. */
export function squaredDistances({ a_pd, b_pd, dim, same }: EmbeddingPairs): Float64Array {
  return Float64Array.from({ length: same.length }, (_, p) => {
    const [a, b] = [unit(row(a_pd, p, dim)), unit(row(b_pd, p, dim))];
    return a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0);
  });
}

function cosines({ a_pd, b_pd, dim, same }: EmbeddingPairs): Float64Array {
  return Float64Array.from({ length: same.length }, (_, p) => {
    const [a, b] = [row(a_pd, p, dim), row(b_pd, p, dim)];
    return dot(a, b) / (norm(a) * norm(b));
  });
}

/** The pairs less the mean of all embeddings of the training pairs. */
function centred(pairs: EmbeddingPairs, train: readonly number[]): EmbeddingPairs {
  const { a_pd, b_pd, dim } = pairs;
  const mean = new Float64Array(dim);
  for (const pair of train)
    for (let k = 0; k < dim; k++)
      mean[k] += (a_pd[pair * dim + k] + b_pd[pair * dim + k]) / (2 * train.length);
  return {
    ...pairs,
    a_pd: a_pd.map((value, i) => value - mean[i % dim]),
    b_pd: b_pd.map((value, i) => value - mean[i % dim]),
  };
}
