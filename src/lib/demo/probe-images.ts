/**
 * Images of the probe samples: the first of the held-out split, whether a run is recorded or trains here. A shard is
 * fetched when one of its images is first asked for; a browser that trains has it in its cache. Where only some classes
 * are trained on, their samples are counted alone, for which every shard is needed.
 */
import { samplesOfClasses } from '../data/class-subset';
import type { DatasetManifest, Samples } from '../data/dataset';
import { joinSamples, sliceSamples } from '../data/samples';
import { readManifest, readShard, type Fetch } from '../data/shard-reader';

export interface ProbeImage {
  /** Bytes [height·width], 0 for no ink to 255. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export class ProbeImages {
  #manifest: Promise<DatasetManifest> | null = null;
  readonly #shards = new Map<number, Promise<Samples>>();

  /**
   * @param datasetUrl folder of the manifest, absolute, with a trailing slash
   * @param chosen the only classes that are trained on, by their number in the manifest; null: all
   */
  constructor(
    private readonly datasetUrl: string,
    private readonly fetch: Fetch,
    private readonly chosen: readonly number[] | null = null,
  ) {}

  /** Image of probe sample `n`. @throws DataUnavailableError; the next call tries again */
  async image(n: number): Promise<ProbeImage> {
    const url = `${this.datasetUrl}manifest.json`;
    this.#manifest ??= this.#orAgain(readManifest(url, { fetch: this.fetch }), () => (this.#manifest = null));
    const manifest = await this.#manifest;
    const { samples, at } = this.chosen
      ? { samples: await this.#chosenSamples(manifest, url, this.chosen), at: n }
      : await this.#shardOf(n, manifest, url);
    if (!(at >= 0 && at < samples.count)) throw new RangeError(`There is no probe sample ${n}.`);
    const { pixels } = sliceSamples(samples, at, at + 1);
    return { pixels, width: manifest.width, height: manifest.height };
  }

  async #chosenSamples(manifest: DatasetManifest, url: string, chosen: readonly number[]): Promise<Samples> {
    const { shards } = manifest.splits.probe;
    const all = await Promise.all(shards.map((_, shard) => this.#shard(shard, manifest, url)));
    return samplesOfClasses(joinSamples(all), chosen);
  }

  /** The shard of probe sample `n`, and its place there. */
  async #shardOf(
    n: number,
    manifest: DatasetManifest,
    url: string,
  ): Promise<{ samples: Samples; at: number }> {
    let first = 0;
    let shard = 0;
    const { shards } = manifest.splits.probe;
    while (shard < shards.length && n >= first + shards[shard].count) first += shards[shard++].count;
    if (!(n >= 0) || shard === shards.length) throw new RangeError(`There is no probe sample ${n}.`);
    return { samples: await this.#shard(shard, manifest, url), at: n - first };
  }

  #shard(shard: number, manifest: DatasetManifest, url: string): Promise<Samples> {
    if (!this.#shards.has(shard)) {
      const reading = readShard(manifest, url, manifest.splits.probe.shards[shard], { fetch: this.fetch });
      this.#shards.set(
        shard,
        this.#orAgain(reading, () => this.#shards.delete(shard)),
      );
    }
    return this.#shards.get(shard)!;
  }

  /** A promise that failed is not kept. */
  #orAgain<T>(reading: Promise<T>, forget: () => void): Promise<T> {
    reading.catch(forget);
    return reading;
  }
}
