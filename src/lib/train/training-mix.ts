/** Which sample stands in each place of a training set that is spoiled on purpose, and what its label says. */
import { spoilShard, type SpoiledShard, type Spoiling } from '../data/spoil';

export class TrainingMix {
  readonly #shards = new Map<number, SpoiledShard>();

  constructor(
    private readonly seed: number,
    private readonly spoiling: Spoiling,
    private readonly shardCounts: readonly number[],
    private readonly classes: number,
    /** True class of a sample that has arrived. */
    private readonly labelOf: (index: number) => number,
  ) {}

  /** The samples in the places `indices`, whose shards must have arrived, and their labels. */
  draw(indices: Int32Array): { indices: Int32Array; labels_n: Int32Array } {
    const drawn = new Int32Array(indices.length);
    const labels_n = new Int32Array(indices.length);
    indices.forEach((index, i) => {
      let shard = 0;
      let from = 0;
      while (index >= from + this.shardCounts[shard]) from += this.shardCounts[shard++];
      const { source_n, labels_n: own } = this.#shard(shard, from);
      drawn[i] = from + source_n[index - from];
      labels_n[i] = own[index - from];
    });
    return { indices: drawn, labels_n };
  }

  #shard(shard: number, from: number): SpoiledShard {
    let known = this.#shards.get(shard);
    if (!known) {
      const labels_n = Int32Array.from({ length: this.shardCounts[shard] }, (_, n) => this.labelOf(from + n));
      known = spoilShard(labels_n, this.classes, this.spoiling, this.seed, shard);
      this.#shards.set(shard, known);
    }
    return known;
  }
}
