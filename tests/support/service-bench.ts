/** The training service with a page and a server around it, all in one process: a clock that a test moves, messages
 * that are cloned and transferred as between threads, and real backends. */
import * as tf from '@tensorflow/tfjs-core';
import { frameBytes, openFrame, readSlot, type Frame, type FrameShape } from '../../src/lib/frame/layout';
import type { LossSettings } from '../../src/lib/loss/spec';
import type { LoadedBackend } from '../../src/lib/train/backends/backend';
import type { Candidates } from '../../src/lib/train/backends/choose';
import { BatchOrder } from '../../src/lib/train/batch-order';
import { DataFeed, type Opened } from '../../src/lib/train/data-feed';
import { createTrainer } from '../../src/lib/train/lockstep';
import type {
  BackendChoice,
  BackendId,
  Command,
  Origin,
  Report,
  RunConfig,
  Stand,
  TrainingConfig,
} from '../../src/lib/train/protocol';
import { TrainingService } from '../../src/lib/train/service';
import type { Trainer } from '../../src/lib/train/trainer';
import { loadInNode } from '../../tools/node-training';
import { MemoryServer, tinyDataset, type TinyDataset } from './tiny-dataset';

type ReportOf<T extends Report['type']> = Extract<Report, { type: T }>;

export function tinyConfig(dataset: TinyDataset, changes: Partial<TrainingConfig> = {}): TrainingConfig {
  return {
    runs: [{ loss: 'arcface', settings: {}, recipe: {} }],
    backbone: 'mlp',
    dim: 2,
    batchSize: 8,
    seed: 1,
    datasetUrl: dataset.url,
    ...changes,
  };
}

export interface BenchOptions {
  readonly dataset?: TinyDataset;
  /** Backends on offer, best first. */
  readonly backends?: readonly BackendId[];
  /** Stands in for what `loadInNode` gives. */
  readonly load?: (id: BackendId) => Promise<LoadedBackend>;
  /** Milliseconds that each look at the clock takes; from 17 on every chunk is one step. */
  readonly tickMs?: number;
}

export class ServiceBench {
  readonly dataset: TinyDataset;
  readonly server: MemoryServer;
  readonly service: TrainingService;
  readonly reports: Report[] = [];
  /** Backends in the order in which they were loaded. */
  readonly loads: BackendId[] = [];
  tickMs: number;
  /** True: every frame's buffers go back as soon as they have arrived. */
  returnsBuffers = true;
  #nowMs = 0;
  #run = 0;
  #frames = new Map<ReportOf<'frame'>, Frame[]>();

  constructor({
    dataset = tinyDataset(),
    backends = ['wasm'],
    load = loadInNode,
    tickMs = 20,
  }: BenchOptions = {}) {
    this.dataset = dataset;
    this.server = new MemoryServer(dataset);
    this.tickMs = tickMs;
    const candidates: Candidates = {
      detect: async () => [...backends],
      load: async (id) => {
        this.loads.push(id);
        return load(id);
      },
      check: async () => {},
      // The first on offer is the quickest.
      measure: async (id) => 1 + backends.indexOf(id),
    };
    this.service = new TrainingService({
      fetch: this.server.fetch,
      now: () => (this.#nowMs += this.tickMs),
      nextTask: () => new Promise((resolve) => setImmediate(resolve)),
      post: (report, transfer = []) => this.#take(structuredClone(report, { transfer })),
      candidates,
      build: 'test',
    });
  }

  /** A new run; returns its number. */
  start(
    config: TrainingConfig = tinyConfig(this.dataset),
    backend: BackendChoice = 'auto',
    origin: Origin | null = null,
  ): number {
    this.#run++;
    this.send({ type: 'start', run: this.#run, config, backend, remembered: null, origin });
    return this.#run;
  }

  /** Starts, waits until ready and lends `sets` sets of buffers. */
  async open(
    config: TrainingConfig = tinyConfig(this.dataset),
    sets = 2,
    origin: Origin | null = null,
  ): Promise<ReportOf<'ready'>> {
    const run = this.start(config, 'auto', origin);
    const ready = await this.next('ready', (report) => report.run === run);
    this.lend(sets, ready.shape, config.runs.length);
    await this.service.settled();
    return ready;
  }

  lend(sets: number, shape: FrameShape, runs = 1): void {
    const buffers = Array.from({ length: sets }, () =>
      Array.from({ length: runs }, () => new ArrayBuffer(frameBytes(shape))),
    );
    this.send({ type: 'free', run: this.#run, sets: buffers }, buffers.flat());
  }

  /** Commands of the present run. */
  play(untilStep: number | null = null): void {
    this.send({ type: 'play', run: this.#run, untilStep });
  }
  pause(): void {
    this.send({ type: 'pause', run: this.#run });
  }
  step(count: number): void {
    this.send({ type: 'step', run: this.#run, count });
  }
  retry(): void {
    this.send({ type: 'retry', run: this.#run });
  }
  /** Back to `step`, and on from there on a branch of its own. */
  fork(
    branch: number,
    step: number,
    settings: readonly LossSettings[],
    { untilStep = null as number | null, shows = false, keeps = [] as readonly number[] } = {},
  ): void {
    this.send({ type: 'fork', run: this.#run, branch, step, settings, untilStep, shows, keeps });
  }
  returnTo(branch: number, keeps: readonly number[] = []): void {
    this.send({ type: 'return', run: this.#run, branch, keeps });
  }
  async save(): Promise<readonly Stand[]> {
    const before = this.all('stands').length;
    this.send({ type: 'save', run: this.#run });
    await this.next('stands', (report) => this.all('stands').indexOf(report) === before);
    return this.last('stands')!.stands;
  }
  settings(...settings: Record<string, number | string>[]): void {
    this.send({ type: 'settings', run: this.#run, settings });
  }
  /** Plays to `untilStep` and waits until all is at rest. */
  async playTo(untilStep: number): Promise<void> {
    this.play(untilStep);
    await this.service.settled();
  }

  send(command: Command, transfer: Transferable[] = []): void {
    this.service.handle(structuredClone(command, { transfer }));
  }

  all<T extends Report['type']>(type: T): ReportOf<T>[] {
    return this.reports.filter((report): report is ReportOf<T> => report.type === type);
  }
  last<T extends Report['type']>(type: T): ReportOf<T> | undefined {
    return this.all(type).at(-1);
  }
  /** The next report of this kind that fits, from now or from before. */
  async next<T extends Report['type']>(
    type: T,
    fits: (report: ReportOf<T>) => boolean = () => true,
  ): Promise<ReportOf<T>> {
    const giveUpAtMs = performance.now() + 30_000;
    while (performance.now() < giveUpAtMs) {
      const found = this.all(type).find(fits);
      if (found) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(
      `No such report "${type}" among ${JSON.stringify(this.reports.map(({ type }) => type))}.`,
    );
  }
  /** Copies of a report's frames, as they were when they arrived. */
  framesOf(report: ReportOf<'frame'>): Frame[] {
    return this.#frames.get(report)!;
  }
  /** Copies of the newest frames. */
  newest(): Frame[] {
    return this.framesOf(this.last('frame')!);
  }

  #take(report: Report): void {
    this.reports.push(report);
    if (report.type !== 'frame') return;
    const { shape } = this.all('ready').findLast(({ run }) => run === report.run)!;
    this.#frames.set(
      report,
      report.buffers.map((buffer) => openFrame(shape, buffer.slice(0))),
    );
    if (!this.returnsBuffers) return;
    const { run, buffers } = report;
    setImmediate(() => this.send({ type: 'free', run, sets: [buffers] }, buffers));
  }
}

/** What a run should look like: the same trainer, stepped by hand on samples that are all there. */
export class DirectRun {
  readonly trainer: Trainer;
  readonly losses: number[] = [];
  readonly #feed: DataFeed;
  readonly #data: Opened;
  readonly #order: BatchOrder;

  static async open(dataset: TinyDataset, config: TrainingConfig, run = config.runs[0]): Promise<DirectRun> {
    const feed = new DataFeed(dataset.url, new MemoryServer(dataset).fetch, () => {});
    await feed.until(dataset.train.count);
    return new DirectRun(feed, await feed.open(), config, run);
  }

  private constructor(feed: DataFeed, data: Opened, config: TrainingConfig, run: RunConfig) {
    this.trainer = createTrainer(run, config, data.images);
    this.#feed = feed;
    this.#data = data;
    this.#order = new BatchOrder(config.seed, data.shardCounts, config.batchSize);
  }

  stepTo(step: number): this {
    while (this.trainer.stepCount < step) {
      const batch = this.#data.train.batch(this.#order.batch(this.trainer.stepCount));
      const loss = this.trainer.step(batch);
      this.losses.push(loss.dataSync()[0]);
      tf.dispose([loss, batch.images, batch.oneHot_nc]);
    }
    return this;
  }

  /** Images of the first training samples [count, H, W, 1]; the caller disposes them. */
  imagesOf(count: number): tf.Tensor4D {
    const { images, oneHot_nc } = this.#data.train.batch(Int32Array.from({ length: count }, (_, n) => n));
    oneHot_nc.dispose();
    return images;
  }

  /** The frame of the present step. */
  async frame(run: number): Promise<Frame> {
    const { probe } = this.#data;
    const buffer = new ArrayBuffer(frameBytes(probe.frameShape(this.trainer.config.dim)));
    return probe.fill(buffer, run, this.trainer, this.losses.at(-1) ?? NaN);
  }

  dispose(): void {
    this.trainer.dispose();
    this.#feed.dispose();
  }
}

/** The frame's numbers, bit for bit. */
export const bytesOf = ({ buffer }: Frame): number[] => [...new Uint8Array(buffer)];

export const stepOf = (frame: Frame): number => readSlot(frame, 'step');

/** Makes a kernel throw, or do something else, until the returned function is called. */
export function replaceKernel(
  backendName: BackendId,
  kernelName: string,
  kernelFunc: tf.KernelFunc,
): () => void {
  const stock = tf.getKernel(kernelName, backendName);
  const put = (config: tf.KernelConfig) => {
    tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel(config);
  };
  put({ ...stock, kernelFunc });
  return () => put(stock);
}
