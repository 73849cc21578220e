/**
 * Images of the probe samples: the first of the held-out split, whether a run is recorded or trains here. A shard is
 * fetched when one of its images is first asked for; a browser that trains has it in its cache.
 */
import type { DatasetManifest, Samples } from '../data/dataset';
import { sliceSamples } from '../data/samples';
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

  /** @param datasetUrl folder of the manifest, absolute, with a trailing slash */
  constructor(
    private readonly datasetUrl: string,
    private readonly fetch: Fetch,
  ) {}

  /** Image of probe sample `n`. @throws DataUnavailableError; the next call tries again */
  async image(n: number): Promise<ProbeImage> {
    const url = `${this.datasetUrl}manifest.json`;
    this.#manifest ??= this.#orAgain(readManifest(url, { fetch: this.fetch }), () => (this.#manifest = null));
    const manifest = await this.#manifest;
    let first = 0;
    let shard = 0;
    const { shards } = manifest.splits.probe;
    while (shard < shards.length && n >= first + shards[shard].count) first += shards[shard++].count;
    if (!(n >= 0) || shard === shards.length) throw new RangeError(`There is no probe sample ${n}.`);
    if (!this.#shards.has(shard)) {
      const reading = readShard(manifest, url, shards[shard], { fetch: this.fetch });
      this.#shards.set(
        shard,
        this.#orAgain(reading, () => this.#shards.delete(shard)),
      );
    }
    const samples = await this.#shards.get(shard)!;
    const { pixels } = sliceSamples(samples, n - first, n - first + 1);
    return { pixels, width: manifest.width, height: manifest.height };
  }

  /** A promise that failed is not kept. */
  #orAgain<T>(reading: Promise<T>, forget: () => void): Promise<T> {
    reading.catch(forget);
    return reading;
  }
}
