/**
 * Brings a dataset in: manifest, first training shard and the probe set before anything can start, the other
 * shards while it trains. A shard that fails stops the stream; `retry` takes it up where it stopped.
 */
import type { DatasetManifest } from '../data/dataset';
import { joinSamples } from '../data/samples';
import { pixelMoments, type PixelMoments } from '../data/standardize';
import { readManifest, readShard, readUnseen, type Fetch } from '../data/shard-reader';
import { ClassMeans } from './class-means';
import { DeviceDataset, type ImageShape } from './device-dataset';
import { Probe } from './probe';
import { Strangers } from './strangers';

export interface Opened {
  readonly manifest: DatasetManifest;
  readonly images: ImageShape;
  readonly train: DeviceDataset;
  readonly probe: Probe;
  /** By which every image of the set is standardised. */
  readonly moments: PixelMoments;
}

export class DataFeed {
  #opened: Opened | null = null;
  #opening: Promise<Opened> | null = null;
  #strangers: Strangers | null = null;
  #nextShard = 0;
  #streaming: Promise<void> | null = null;
  readonly #abort = new AbortController();

  constructor(
    /** Folder of the manifest, absolute, with a trailing slash. */
    readonly url: string,
    private readonly fetch: Fetch,
    private readonly onProgress: (loaded: number, total: number) => void,
  ) {}

  /** Reads what a first step and a first frame need. Rejects with a DataUnavailableError; may be called again. */
  async open(): Promise<Opened> {
    if (this.#opened) return this.#opened;
    // Whoever asks while it opens waits for the same samples.
    this.#opening ??= this.#open().finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #open(): Promise<Opened> {
    const options = { fetch: this.fetch, signal: this.#abort.signal };
    const manifestUrl = this.#manifestUrl;
    const manifest = await readManifest(manifestUrl, options);
    const { splits, height, width, classNames } = manifest;
    const images = { height, width, classes: classNames.length };
    const [first, ...probeShards] = await Promise.all([
      readShard(manifest, manifestUrl, splits.train.shards[0], options),
      ...splits.probe.shards.map((entry) => readShard(manifest, manifestUrl, entry, options)),
    ]);
    // From the first shard alone, so that nothing depends on how much has arrived.
    const moments = pixelMoments(first);
    const train = new DeviceDataset(images, splits.train.count, moments, manifest.jitter ?? null);
    train.append(first);
    this.#nextShard = 1;
    const probe = new Probe(
      joinSamples(probeShards),
      images,
      moments,
      new ClassMeans(first, images, moments),
    );
    this.#opened = { manifest, images, train, probe, moments };
    this.onProgress(train.arrived, train.count);
    return this.#opened;
  }

  /** Resolves once `count` training samples are here; rejects with the error of the shard that failed. */
  async until(count: number): Promise<void> {
    const { train } = await this.open();
    while (train.arrived < count) await this.#nextArrival();
  }

  /** Fetches the remaining shards, one after the other. A failure waits for whoever asks `until`. */
  streamAll(): void {
    void this.open()
      .then(({ train }) => this.until(train.count))
      .catch(() => undefined);
  }

  /** The people that are never trained on, read when they are first asked for; null where the set has none. */
  async strangers(): Promise<Strangers | null> {
    const { manifest, images, moments } = await this.open();
    if (this.#strangers) return this.#strangers;
    const options = { fetch: this.fetch, signal: this.#abort.signal };
    const samples = await readUnseen(manifest, this.#manifestUrl, options);
    this.#strangers ??= samples && new Strangers(samples, manifest, images, moments);
    return this.#strangers;
  }

  /** Stops downloads and frees the device's copies. */
  dispose(): void {
    this.#abort.abort();
    this.release();
  }

  /** Frees the device's copies; the host's stay. */
  release(): void {
    this.#opened?.train.release();
    this.#opened?.probe.release();
    this.#strangers?.release();
  }

  get #manifestUrl(): string {
    return new URL('manifest.json', this.url).href;
  }

  #nextArrival(): Promise<void> {
    this.#streaming ??= this.#readNext().finally(() => (this.#streaming = null));
    return this.#streaming;
  }

  async #readNext(): Promise<void> {
    const { manifest, train } = this.#opened!;
    const entry = manifest.splits.train.shards[this.#nextShard];
    if (!entry) throw new RangeError('All training samples have arrived; more were asked for.');
    const samples = await readShard(manifest, this.#manifestUrl, entry, {
      fetch: this.fetch,
      signal: this.#abort.signal,
    });
    train.append(samples);
    this.#nextShard++;
    this.onProgress(train.arrived, train.count);
  }
}
