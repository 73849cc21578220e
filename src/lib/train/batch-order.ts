/**
 * Which samples each step sees, as a function of the seed and the step alone. Nothing depends on when a shard
 * arrived: the first epoch goes through the shards in order, shuffled inside each, so that training can start on
 * the first shard; later epochs are shuffled over everything.
 */
import { createRng } from '../math/rng';
import { shuffle } from '../math/shuffle';
import { streamSeed } from '../math/stream-seed';

export class BatchOrder {
  readonly #total: number;
  readonly #epochs = new Map<number, Uint32Array>();

  /** `shardCounts`: samples of each shard, in order of arrival. */
  constructor(
    private readonly seed: number,
    private readonly shardCounts: readonly number[],
    readonly batchSize: number,
  ) {
    this.#total = shardCounts.reduce((sum, count) => sum + count, 0);
  }

  /** Sample indices of 0-based step `step`, [batchSize]. */
  batch(step: number): Int32Array {
    const indices = new Int32Array(this.batchSize);
    const start = step * this.batchSize;
    for (let i = 0; i < this.batchSize; i++) {
      const position = start + i;
      const epoch = Math.floor(position / this.#total);
      indices[i] = this.#permutation(epoch)[position - epoch * this.#total];
    }
    return indices;
  }

  /** How many samples must have arrived before step `step` can be taken. */
  requiredCount(step: number): number {
    const lastPosition = (step + 1) * this.batchSize;
    if (lastPosition > this.#total) return this.#total;
    let arrived = 0;
    for (const count of this.shardCounts) {
      arrived += count;
      if (arrived >= lastPosition) break;
    }
    return arrived;
  }

  #permutation(epoch: number): Uint32Array {
    const known = this.#epochs.get(epoch);
    if (known) return known;
    const order = Uint32Array.from({ length: this.#total }, (_, i) => i);
    const rng = createRng(streamSeed(this.seed, `epoch ${epoch}`));
    if (epoch === 0) {
      let from = 0;
      for (const count of this.shardCounts) {
        shuffle(order.subarray(from, from + count), rng);
        from += count;
      }
    } else {
      shuffle(order, rng);
    }
    // A batch may straddle two epochs; older ones are not needed again unless a run is rewound.
    if (this.#epochs.size > 3) this.#epochs.clear();
    this.#epochs.set(epoch, order);
    return order;
  }
}
