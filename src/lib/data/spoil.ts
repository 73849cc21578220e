/**
 * A training set made worse on purpose: some labels wrong, some classes rare. A function of the seed and of the shard
 * alone, so that nothing depends on when another shard arrives, and so that with a larger share the samples that were
 * wrong before stay wrong. Held-out samples are never spoiled.
 */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';

export interface Spoiling {
  /** Share of the labels that are wrong, each some other class with equal chance; 0 to 1. */
  readonly noise: number;
  /** How many times more frequent the first class is than the last, the others between along a curve; 1: all alike. */
  readonly imbalance: number;
}

/** What stands in each place of a shard. */
export interface SpoiledShard {
  /** The sample, counted within the shard. */
  readonly source_n: Int32Array;
  /** The label that training is told. */
  readonly labels_n: Int32Array;
}

/** Share of class `c` that is left: r^(−c/(C − 1)), a long tail as in Cui et al. (2019). */
export const keptShare = (c: number, classes: number, imbalance: number): number =>
  classes > 1 ? imbalance ** (-c / (classes - 1)) : 1;

/**
 * @param labels_n true classes of the shard's samples
 * @param shard its number
 */
export function spoilShard(
  labels_n: ArrayLike<number>,
  classes: number,
  { noise, imbalance }: Spoiling,
  seed: number,
  shard: number,
): SpoiledShard {
  const rng = createRng(streamSeed(seed, `spoiled shard ${shard}`));
  const count = labels_n.length;
  // Four numbers a sample, used or not, so that one setting moves nothing of the other.
  const draws = Array.from({ length: count }, () => [rng.next(), rng.next(), rng.next(), rng.next()]);
  const kept: number[] = [];
  for (let n = 0; n < count; n++) {
    if (draws[n][2] < keptShare(labels_n[n], classes, imbalance)) kept.push(n);
  }
  const source_n = new Int32Array(count);
  const spoiled_n = new Int32Array(count);
  const isKept = new Uint8Array(count);
  for (const n of kept) isKept[n] = 1;
  for (let n = 0; n < count; n++) {
    // The place of a sample that is left out is taken by one that is not.
    const from = isKept[n] || !kept.length ? n : kept[Math.floor(draws[n][3] * kept.length)];
    source_n[n] = from;
    const [chance, which] = draws[from];
    const isWrong = classes > 1 && chance < noise;
    spoiled_n[n] = isWrong
      ? (labels_n[from] + 1 + Math.floor(which * (classes - 1))) % classes
      : labels_n[from];
  }
  return { source_n, labels_n: spoiled_n };
}
