/**
 * Brings a dataset in: manifest, first training shard and the probe set before anything can start, the other
 * shards while it trains. A shard that fails stops the stream; `retry` takes it up where it stopped.
 */
import type { DatasetManifest, Samples, ShardEntry } from '../data/dataset';
import { joinSamples } from '../data/samples';
import { pixelMoments, type PixelMoments } from '../data/standardize';
import { readManifest, readShard, readUnseen, type Fetch } from '../data/shard-reader';
import { ClassMeans } from './class-means';
import { DeviceDataset, type ImageShape } from './device-dataset';
import { Probe } from './probe';
import { Strangers } from './strangers';

export interface Opened {
  readonly manifest: DatasetManifest;
  /** Names of the classes that are trained on: all of the manifest's, or those that were chosen, in their order. */
  readonly classNames: readonly string[];
  /** Training samples of each shard, in order of arrival; of chosen classes all arrive at once. */
  readonly shardCounts: readonly number[];
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
    /** The only classes that are trained on and held out, by their number in the manifest; null: all. */
    readonly chosen: readonly number[] | null = null,
  ) {}

  /** True where this feed is of that set and these of its classes. */
  isOf(url: string, chosen: readonly number[] | null): boolean {
    return this.url === url && String(this.chosen ?? 'all') === String(chosen ?? 'all');
  }

  /**
   * Reads what a first step and a first frame need. Rejects with a DataUnavailableError, and then may be called again, or
   * with a RangeError where the chosen classes cannot be trained on.
   */
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
    const { splits, height, width } = manifest;
    // Few trainings choose among classes; the others do not load what that takes.
    const subset = this.chosen && (await import('../data/class-subset'));
    const refusal = subset?.refusedSubset(this.chosen!, manifest.classNames.length);
    if (refusal) throw new RangeError(refusal);
    // A shard does not say how many samples of a class it holds, so of chosen classes all are read before the first step.
    const trainShards = this.chosen ? splits.train.shards : splits.train.shards.slice(0, 1);
    const read = async (shards: readonly ShardEntry[]): Promise<Samples> => {
      const parts = await Promise.all(
        shards.map((entry) => readShard(manifest, manifestUrl, entry, options)),
      );
      return subset ? subset.samplesOfClasses(joinSamples(parts), this.chosen!) : joinSamples(parts);
    };
    const [first, heldOut] = await Promise.all([read(trainShards), read(splits.probe.shards)]);
    const lack = subset?.refusedEmpty(this.chosen!, manifest.classNames, [first, heldOut]);
    if (lack) throw new RangeError(lack);
    const counts = this.chosen ? [first.count] : splits.train.shards.map(({ count }) => count);
    const classNames = this.chosen?.map((c) => manifest.classNames[c]) ?? manifest.classNames;
    const images = { height, width, classes: classNames.length };
    // From the first shard alone, so that nothing depends on how much has arrived.
    const moments = pixelMoments(first);
    const count = counts.reduce((sum, own) => sum + own, 0);
    const train = new DeviceDataset(images, count, moments, manifest.jitter ?? null);
    train.append(first);
    this.#nextShard = 1;
    const probe = new Probe(heldOut, images, moments, new ClassMeans(first, images, moments));
    this.#opened = { manifest, classNames, shardCounts: counts, images, train, probe, moments };
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
