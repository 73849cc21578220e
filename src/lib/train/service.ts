/**
 * The training worker's conduct, apart from the worker: takes commands, trains in chunks of about one display
 * frame, sends frames into buffers that the page lent, and meets trouble (missing data, a lost device, numbers
 * that are not finite) by stopping or moving on, with a report. Time, tasks and posting are passed in.
 */
import * as tf from '@tensorflow/tfjs-core';
import { DataUnavailableError } from '../data/errors';
import type { Fetch } from '../data/shard-reader';
import { isFiniteFrame } from '../frame/measure';
import type { Frame } from '../frame/layout';
import { settingsOf } from '../loss/spec';
import type { LoadedBackend } from './backends/backend';
import { chooseBackend, type Candidates, type Choice } from './backends/choose';
import { BatchOrder } from './batch-order';
import { DataFeed, type Opened } from './data-feed';
import { LockStep } from './lockstep';
import type { BackendId, Command, Problem, Report, TrainingConfig } from './protocol';
import type { Checkpoint } from './trainer';

export interface ServiceContext {
  readonly fetch: Fetch;
  /** Milliseconds, monotone. */
  now(): number;
  /** Resolves in a later task, so that commands that wait are handled first. */
  nextTask(): Promise<void>;
  post(report: Report, transfer?: Transferable[]): void;
  readonly candidates: Candidates;
  /** Names the build, so that a remembered choice of backend ends with it. */
  readonly build: string;
}

/** A chunk of steps lasts about one display frame. */
const chunkMs = 16;
/** Frames take at most this share of the time; the rest trains. */
const frameShare = 0.25;
/** A frame is drawn at most once per display frame, so more would be thrown away. */
const minFrameGapMs = 16;
const checkpointGapMs = 500;

type Start = Extract<Command, { type: 'start' }>;

/** One training and what it has lent and saved. */
interface Training {
  readonly run: number;
  readonly config: TrainingConfig;
  readonly data: Opened;
  lockstep: LockStep;
  readonly free: ArrayBuffer[][];
  playing: boolean;
  looping: boolean;
  /** Steps at which to pause; null: never. */
  untilStep: number | null;
  /** Host copies of the last state known to be finite. */
  checkpoint: Checkpoint[];
  checkpointAtMs: number;
  /** Losses of the steps since the last frame, still on the device: [steps][K]. */
  pending: tf.Scalar[][];
  chunkSteps: number;
  frameDueAtMs: number;
  /** True where the present state has not been sent yet. */
  unsent: boolean;
  lastFrameStep: number;
  lastFrameAtMs: number;
  stepsPerSecond: number;
}

export class TrainingService {
  #feed: DataFeed | null = null;
  #backend: LoadedBackend | null = null;
  #training: Training | null = null;
  /** The run that was asked for last; whatever belongs to an older one is dropped. */
  #run = -1;
  #pendingStart: Start | null = null;
  #queue: Promise<void> = Promise.resolve();
  /** Commands and buffers that came while a run was still starting. */
  #early: Command[] = [];
  #refused: BackendId[] = [];
  #disposed = false;

  constructor(private readonly context: ServiceContext) {}

  /** Takes one command. Starts run one after the other; everything else acts at once. */
  handle(command: Command): void {
    if (this.#disposed) return;
    if (command.type === 'start') {
      this.#run = command.run;
      this.#early = [];
      this.#pendingStart = command;
      if (this.#training) this.#training.playing = false;
      this.#queue = this.#queue.then(() => this.#start(command));
      return;
    }
    if (command.run !== this.#run) return;
    const training = this.#training;
    if (!training || training.run !== command.run) {
      if (command.type === 'retry' && this.#pendingStart) {
        this.handle({ ...this.#pendingStart });
        return;
      }
      this.#early.push(command);
      return;
    }
    this.#act(training, command);
  }

  /** Resolves when everything handled so far has come to rest: started, and neither playing nor drawing. */
  async settled(): Promise<void> {
    await this.#queue;
    while (this.#training?.looping) await this.context.nextTask();
  }

  /** Frees every tensor and stops downloads. */
  dispose(): void {
    this.#disposed = true;
    this.#run = -1;
    this.#dropTraining();
    this.#feed?.dispose();
    this.#feed = null;
  }

  #act(training: Training, command: Exclude<Command, { type: 'start' }>): void {
    switch (command.type) {
      case 'play':
        training.untilStep = command.untilStep;
        this.#play(training);
        break;
      case 'pause':
        training.playing = false;
        break;
      case 'step':
        training.untilStep = training.lockstep.stepCount + command.count;
        this.#play(training);
        break;
      case 'settings':
        training.lockstep.trainers.forEach((trainer, i) => {
          const settings = command.settings[i];
          if (settings) trainer.setSettings(settingsOf(trainer.config.spec, settings));
        });
        break;
      case 'free':
        training.free.push(...command.sets);
        if (training.unsent) this.#loop(training);
        break;
      case 'retry':
        this.#play(training);
        break;
    }
  }

  #play(training: Training): void {
    training.playing = true;
    training.lastFrameStep = training.lockstep.stepCount;
    training.lastFrameAtMs = this.context.now();
    this.#loop(training);
  }

  async #start(command: Start): Promise<void> {
    const isCurrent = () => this.#run === command.run && !this.#disposed;
    if (!isCurrent()) return;
    while (this.#training?.looping) await this.context.nextTask();
    this.#dropTraining();
    const { config } = command;
    try {
      const data = await this.#openData(config.datasetUrl);
      if (!isCurrent()) return;
      const choice = await this.#needBackend(command);
      if (!isCurrent()) return;
      const training = this.#begin(command.run, config, data);
      this.#training = training;
      await this.#warmUp(training);
      training.checkpoint = await training.lockstep.save();
      const available = await this.context.candidates.detect();
      if (!isCurrent()) return;
      this.#announce(command, choice, available, data);
      this.#pendingStart = null;
      training.unsent = true;
      const early = this.#early;
      this.#early = [];
      for (const waiting of early) this.handle(waiting);
      this.#feed!.streamAll();
    } catch (error) {
      if (isCurrent()) this.#report(command.run, problemOf(error, this.#backend?.id));
    }
  }

  async #openData(url: string): Promise<Opened> {
    if (this.#feed?.url !== url) {
      this.#feed?.dispose();
      this.#feed = new DataFeed(url, this.context.fetch, (loaded, total) =>
        this.context.post({ type: 'progress', run: this.#run, loaded, total }),
      );
    }
    return this.#feed.open();
  }

  async #needBackend(command: Start): Promise<Choice> {
    const wanted = command.backend;
    const present = this.#backend;
    if (present && !present.isLost() && (wanted === 'auto' || wanted === present.id)) {
      return { backend: present, refused: [], isMeasured: false };
    }
    this.#feed?.release();
    const { remembered } = command;
    const known = remembered?.build === this.context.build ? remembered.backend : null;
    const except = wanted === 'auto' ? this.#refused : [];
    const choice = await chooseBackend(this.context.candidates, wanted, known, except);
    this.#backend = choice.backend;
    return choice;
  }

  #begin(run: number, config: TrainingConfig, data: Opened): Training {
    const now = this.context.now();
    return {
      run,
      config,
      data,
      lockstep: this.#build(config, data),
      free: [],
      playing: false,
      looping: false,
      untilStep: null,
      checkpoint: [],
      checkpointAtMs: now,
      pending: [],
      chunkSteps: 1,
      frameDueAtMs: now,
      unsent: false,
      lastFrameStep: 0,
      lastFrameAtMs: now,
      stepsPerSecond: 0,
    };
  }

  #build(config: TrainingConfig, data: Opened): LockStep {
    const shardCounts = data.manifest.splits.train.shards.map(({ count }) => count);
    const order = new BatchOrder(config.seed, shardCounts, config.batchSize);
    return new LockStep(config, data.images, data.train, order);
  }

  /** Compiles shaders before Train is pressed; backends that compile nothing have nothing to warm. */
  async #warmUp(training: Training): Promise<void> {
    await this.#feed!.until(Math.min(training.config.batchSize, training.data.train.count));
    if (this.#backend!.isAsynchronous) training.lockstep.warmUp();
  }

  #announce(command: Start, choice: Choice, available: readonly BackendId[], data: Opened): void {
    const { samples } = data.probe;
    this.context.post({
      type: 'ready',
      run: command.run,
      backend: choice.backend.id,
      refused: choice.refused,
      available,
      remember: choice.isMeasured ? { backend: choice.backend.id, build: this.context.build } : null,
      shape: data.probe.frameShape(command.config.dim),
      classNames: data.manifest.classNames,
      labels_n: samples.labels,
      pixels: samples.pixels,
      imageWidth: data.manifest.width,
      imageHeight: data.manifest.height,
    });
  }

  /** Runs until paused, disposed or stopped by trouble; at most once at a time. */
  #loop(training: Training): void {
    if (training.looping) return;
    training.looping = true;
    void this.#advance(training).finally(() => {
      training.looping = false;
      // A command may have come between the last look and now.
      if (this.#training === training && (training.playing || (training.unsent && training.free.length))) {
        this.#loop(training);
      }
    });
  }

  async #advance(training: Training): Promise<void> {
    const isCurrent = () => this.#training === training && this.#run === training.run;
    const wasPlaying = training.playing;
    if (wasPlaying) this.#reportState(training);
    try {
      while (isCurrent() && training.playing) {
        const { untilStep, lockstep } = training;
        if (untilStep !== null && lockstep.stepCount >= untilStep) {
          training.playing = false;
          break;
        }
        if (!lockstep.isReady) await this.#feed!.until(this.#required(training));
        if (!isCurrent() || !training.playing) break;
        await this.#chunk(training);
        if (training.free.length > 0 && this.context.now() >= training.frameDueAtMs)
          await this.#frame(training);
        await this.context.nextTask();
      }
      // The state at rest is always shown, however recent the last frame was.
      if (isCurrent() && training.unsent && training.free.length > 0) await this.#frame(training);
    } catch (error) {
      if (isCurrent()) await this.#meet(training, error);
    }
    if (isCurrent() && wasPlaying && !training.playing) this.#reportState(training);
  }

  #required(training: Training): number {
    const shardCounts = training.data.manifest.splits.train.shards.map(({ count }) => count);
    const { seed, batchSize } = training.config;
    return new BatchOrder(seed, shardCounts, batchSize).requiredCount(training.lockstep.stepCount);
  }

  async #chunk(training: Training): Promise<void> {
    const { lockstep, untilStep } = training;
    const from = this.context.now();
    let taken = 0;
    while (taken < training.chunkSteps && lockstep.isReady) {
      if (untilStep !== null && lockstep.stepCount >= untilStep) break;
      training.pending.push(lockstep.step());
      taken++;
    }
    training.unsent = true;
    if (this.#backend!.isAsynchronous) await training.pending.at(-1)?.[0].data();
    if (this.#backend!.isLost()) throw new LostDevice(this.#backend!.id);
    const stepMs = (this.context.now() - from) / Math.max(taken, 1);
    training.chunkSteps = Math.max(1, Math.min(64, Math.floor(chunkMs / Math.max(stepMs, 0.05))));
  }

  /** Sends the present state, unless it holds a number that is not finite: then the run goes back and stops. */
  async #frame(training: Training): Promise<void> {
    const { lockstep, run } = training;
    const from = this.context.now();
    const losses = await this.#takeLosses(training);
    const buffers = training.free.shift()!;
    const frames: Frame[] = [];
    for (const [i, trainer] of lockstep.trainers.entries()) {
      frames.push(await training.data.probe.fill(buffers[i], run, trainer, losses[i].at(-1) ?? NaN));
    }
    const sick = frames.findIndex((frame, i) => !isFiniteFrame(frame) || !losses[i].every(Number.isFinite));
    if (sick >= 0) {
      training.free.push(buffers);
      await this.#diverged(training, sick);
      return;
    }
    if (this.context.now() - training.checkpointAtMs >= checkpointGapMs) {
      training.checkpoint = await lockstep.save();
      training.checkpointAtMs = this.context.now();
    }
    const now = this.context.now();
    this.#measureSpeed(training, now);
    training.frameDueAtMs = Math.max(from + minFrameGapMs, now + (now - from) * (1 / frameShare - 1));
    training.unsent = false;
    this.context.post(
      {
        type: 'frame',
        run,
        step: lockstep.stepCount,
        buffers,
        losses,
        stepsPerSecond: training.stepsPerSecond,
      },
      buffers,
    );
  }

  #measureSpeed(training: Training, now: number): void {
    const steps = training.lockstep.stepCount - training.lastFrameStep;
    const seconds = (now - training.lastFrameAtMs) / 1000;
    if (steps <= 0 || seconds <= 0) return;
    const present = steps / seconds;
    // Follows within a few frames and does not flicker.
    training.stepsPerSecond = training.stepsPerSecond
      ? 0.7 * training.stepsPerSecond + 0.3 * present
      : present;
    training.lastFrameStep = training.lockstep.stepCount;
    training.lastFrameAtMs = now;
  }

  /** Losses of the steps since the last frame, [K][steps], in one read. */
  async #takeLosses(training: Training): Promise<Float32Array[]> {
    const runs = training.lockstep.trainers.length;
    const { pending } = training;
    training.pending = [];
    if (pending.length === 0) return Array.from({ length: runs }, () => new Float32Array(0));
    const all = tf.tidy(() => tf.stack(pending.flat()));
    tf.dispose(pending.flat());
    const values = (await all.data()) as Float32Array;
    all.dispose();
    return Array.from({ length: runs }, (_, i) => values.filter((_, at) => at % runs === i));
  }

  async #diverged(training: Training, index: number): Promise<void> {
    const failedStep = training.lockstep.stepCount;
    training.playing = false;
    training.lockstep.restore(training.checkpoint);
    training.unsent = true;
    this.#report(training.run, {
      code: 'diverged',
      message: `The loss stopped being a number before step ${failedStep}; the run went back to step ${training.lockstep.stepCount}.`,
      recovered: false,
      details: {
        step: training.lockstep.stepCount,
        failedStep,
        loss: training.config.runs[index].loss,
      },
    });
  }

  /** What went wrong in the middle of a run: data that did not come, or a backend that gave up. */
  async #meet(training: Training, error: unknown): Promise<void> {
    if (error instanceof DataUnavailableError) {
      training.playing = false;
      this.#report(training.run, problemOf(error));
      return;
    }
    const failed = this.#backend!.id;
    this.#refused.push(failed);
    tf.dispose(training.pending.flat());
    training.pending = [];
    quietly(() => training.lockstep.dispose());
    quietly(() => this.#feed!.release());
    try {
      const choice = await chooseBackend(this.context.candidates, 'auto', null, this.#refused);
      this.#backend = choice.backend;
      training.lockstep = this.#build(training.config, training.data);
      training.lockstep.restore(training.checkpoint);
      training.unsent = true;
      training.chunkSteps = 1;
      this.#report(training.run, {
        code: error instanceof LostDevice ? 'context-lost' : 'backend-failed',
        message: `${failed} failed (${reasonOf(error)}); ${choice.backend.id} goes on from step ${training.lockstep.stepCount}.`,
        recovered: true,
        details: { failed, backend: choice.backend.id, step: training.lockstep.stepCount },
      });
      this.context.post({ type: 'backend', run: training.run, backend: choice.backend.id });
    } catch (last) {
      training.playing = false;
      this.#report(training.run, problemOf(last, failed));
    }
  }

  #reportState(training: Training): void {
    const { run, playing, lockstep } = training;
    this.context.post({ type: 'state', run, step: lockstep.stepCount, playing });
  }

  #report(run: number, problem: Problem): void {
    this.context.post({ type: 'problem', run, problem });
  }

  #dropTraining(): void {
    const training = this.#training;
    this.#training = null;
    if (!training) return;
    quietly(() => {
      tf.dispose(training.pending.flat());
      training.lockstep.dispose();
    });
  }
}

/** The device behind a backend is gone. */
class LostDevice extends Error {
  constructor(id: BackendId) {
    super(`the ${id} device was lost`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function problemOf(error: unknown, backend: BackendId | undefined = undefined): Problem {
  if (error instanceof DataUnavailableError) {
    return {
      code: 'data-unavailable',
      message: error.message,
      recovered: true,
      details: { file: error.file, reason: error.code },
    };
  }
  return {
    code: error instanceof RangeError ? 'bad-value' : 'backend-failed',
    message: reasonOf(error),
    recovered: false,
    details: backend ? { backend } : {},
  };
}

/** Frees what may already be gone with its device. */
function quietly(free: () => void): void {
  try {
    free();
  } catch {
    // A lost device frees its own memory.
  }
}
