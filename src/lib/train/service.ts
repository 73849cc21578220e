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
import { RefusedLossError } from '../loss/check';
import type { LossSettings } from '../loss/spec';
import type { LoadedBackend } from './backends/backend';
import { chooseBackend, type Candidates, type Choice } from './backends/choose';
import { BatchOrder } from './batch-order';
import { checkLabels } from './check-labels';
import { DataFeed, type Opened } from './data-feed';
import { LockStep } from './lockstep';
import {
  firstBranch,
  type BackendId,
  type Command,
  type Kernels,
  type Origin,
  type Problem,
  type Report,
  type Stand,
  type TrainingConfig,
} from './protocol';
import { readScalars } from './read-scalars';
import type { Strangers } from './strangers';
import { isAlike, Trail } from './trail';
import type { Trainer } from './trainer';
import { TrainingMix } from './training-mix';
import type { SickTensor } from './vitals';

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
/** Steps that are taken again, at most, to find where numbers went bad. */
const longestReplay = 2000;
/** What is lost with a device, or taken again by a fork, took about this long to train. */
const standGapMs = 500;

type Start = Extract<Command, { type: 'start' }>;
/** What is done between two chunks of steps, in the order in which it was asked for. */
type Turn = Extract<
  Command,
  { type: 'fork' | 'return' | 'save' | 'settings' | 'strangers' | 'check-labels' }
>;

/** Where a fork begins: until its step is reached again, the steps of the trail are taken as they were. */
interface Goal {
  readonly fromStep: number;
  readonly step: number;
  /** Sliders from that step on. */
  settings: readonly LossSettings[];
  /** True where frames are sent on the way. */
  readonly shows: boolean;
}

/** One of the ways that a run has taken. */
interface Branch {
  readonly id: number;
  trail: Trail;
  goal: Goal | null;
  /** Where it was left; null while it is trained. */
  tip: Stand | null;
  /** Losses of steps that no frame has told, [K][steps]. */
  owedLosses: readonly Float32Array[] | null;
}

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
  branch: Branch;
  /** Branches that were left and may be gone back to. */
  others: readonly Branch[];
  /** What waits to be done before the next step. */
  turns: readonly Turn[];
  /** The last state known to be finite; null before the first. */
  stand: Stand | null;
  standAtMs: number;
  /** Losses of the steps since the last frame, still on the device: [steps][K]. */
  pending: tf.Scalar[][];
  /** Loss of the first step of each run. */
  readonly firstLosses: number[];
  /** Loss of the last step of each run; NaN before the first. */
  lastLosses: readonly number[];
  chunkSteps: number;
  frameDueAtMs: number;
  /** True where the present state has not been sent yet. */
  unsent: boolean;
  /** Pixels that the reader brought, bytes [H·W]. */
  guest: Uint8Array | null;
  lastFrameStep: number;
  lastFrameAtMs: number;
  stepsPerSecond: number;
  /** Ends a wait for samples, so that a command is heeded; does nothing where nobody waits. */
  interrupt: () => void;
}

export class TrainingService {
  #feed: DataFeed | null = null;
  #backend: LoadedBackend | null = null;
  /** True where `auto` chose the present backend, not the reader. */
  #isAutomatic = true;
  /** True where the present backend failed and none could take its place: a later start looks again. */
  #isSpent = false;
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
      if (this.#training) this.#rest(this.#training);
      this.#queue = this.#queue.then(() => this.#start(command));
      return;
    }
    if (command.run !== this.#run) return;
    const training = this.#training;
    if (!training || training.run !== command.run || this.#pendingStart) {
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
    this.#training?.interrupt();
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
        this.#rest(training);
        break;
      case 'step':
        training.untilStep = headedFor(training) + command.count;
        this.#play(training);
        break;
      case 'settings':
        // Sliders belong to the branch that was last asked for.
        if (training.turns.length > 0) training.turns = [...training.turns, command];
        else this.#set(training, command.settings);
        this.#loop(training);
        break;
      case 'fork':
        training.turns = [...training.turns, command];
        training.untilStep = command.untilStep;
        this.#play(training);
        break;
      case 'return':
        training.turns = [...training.turns, command];
        this.#rest(training);
        this.#loop(training);
        break;
      case 'save':
      case 'strangers':
      case 'check-labels':
        training.turns = [...training.turns, command];
        this.#loop(training);
        break;
      case 'guest':
        this.#welcome(training, command.pixels);
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

  /** Takes an image along from now on; a run at rest says at once where it lies. */
  #welcome(training: Training, pixels: Uint8Array | null): void {
    const { width, height } = training.data.manifest;
    if (pixels && pixels.length !== width * height) {
      const message = `An image has ${width} × ${height} pixels here, not ${pixels.length} in all.`;
      this.#report(training.run, problemOf(new RangeError(message)));
      return;
    }
    training.guest = pixels;
    training.unsent = true;
    this.#loop(training);
  }

  #play(training: Training): void {
    training.playing = true;
    training.lastFrameStep = training.lockstep.stepCount;
    training.lastFrameAtMs = this.context.now();
    this.#loop(training);
  }

  #rest(training: Training): void {
    training.playing = false;
    training.interrupt();
  }

  #set(training: Training, settings: readonly LossSettings[]): void {
    const { goal } = training.branch;
    if (goal) {
      goal.settings = settings;
      return;
    }
    this.#apply(training, settings);
    this.#note(training);
    // A run at rest shows its new effective values too.
    training.unsent = true;
  }

  /** New sliders of each run. Where a loss refuses them, that is told, and its run goes on with what it had. */
  #apply({ lockstep, run }: Training, settings: readonly (LossSettings | undefined)[]): void {
    lockstep.trainers.forEach((trainer, i) => {
      const own = settings[i];
      try {
        if (own) trainer.setSettings(trainer.settingsFrom(own));
      } catch (error) {
        if (!(error instanceof RefusedLossError)) throw error;
        this.#report(run, { ...problemOf(error), recovered: true });
      }
    });
  }

  /** Writes down what is set, where it is not what was written last. */
  #note(training: Training): void {
    const { branch, lockstep, run } = training;
    const change = { step: lockstep.stepCount, runs: lockstep.conditions };
    const last = branch.trail.changes.at(-1);
    if (JSON.stringify(last?.runs) === JSON.stringify(change.runs)) return;
    branch.trail.note(change);
    this.context.post({ type: 'changed', run, branch: branch.id, change });
  }

  async #start(command: Start): Promise<void> {
    const isCurrent = () => this.#run === command.run && !this.#disposed;
    if (!isCurrent()) return;
    while (this.#training?.looping) await this.context.nextTask();
    this.#dropTraining();
    const { config } = command;
    try {
      const data = await this.#openData(config);
      if (!isCurrent()) return;
      let choice = await this.#needBackend(command);
      if (!isCurrent()) return;
      let training = this.#begin(command, data);
      this.#training = training;
      while (isCurrent()) {
        try {
          await this.#warmUp(training);
          this.#keep(training, await this.#stand(training));
          this.#adopt(training, command.origin);
          break;
        } catch (error) {
          if (error instanceof DataUnavailableError || !isCurrent()) throw error;
          this.#dropTraining();
          choice = await this.#replaceBackend(error, choice);
          training = this.#begin(command, data);
          this.#training = training;
        }
      }
      if (!isCurrent()) return;
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

  async #openData({ datasetUrl, people }: TrainingConfig): Promise<Opened> {
    const chosen = people ?? null;
    if (!this.#feed?.isOf(datasetUrl, chosen)) {
      this.#feed?.dispose();
      this.#feed = new DataFeed(
        datasetUrl,
        this.context.fetch,
        (loaded, total) => this.context.post({ type: 'progress', run: this.#run, loaded, total }),
        chosen,
      );
    }
    return this.#feed.open();
  }

  async #needBackend(command: Start): Promise<Choice> {
    const wanted = command.backend;
    const present = this.#backend;
    const isWanted = wanted === 'auto' ? this.#isAutomatic : wanted === present?.id;
    if (present && !present.isLost() && !this.#isSpent && isWanted) {
      return { backend: present, refused: [], isMeasured: false };
    }
    this.#feed?.release();
    const { remembered } = command;
    const known = remembered?.build === this.context.build ? remembered.backend : null;
    const except = wanted === 'auto' ? this.#refused : [];
    const choice = await chooseBackend(this.context.candidates, wanted, known, except);
    this.#backend = choice.backend;
    this.#isAutomatic = wanted === 'auto';
    this.#isSpent = false;
    return choice;
  }

  /** Puts the next backend in the place of the present one, which failed. Rejects where none is left. */
  async #replaceBackend(error: unknown, before?: Choice): Promise<Choice> {
    const failed = this.#backend!.id;
    this.#refused.push(failed);
    quietly(() => this.#feed!.release());
    const choice = await chooseBackend(this.context.candidates, 'auto', null, this.#refused).catch(
      (last: unknown) => {
        this.#refused = [];
        this.#isSpent = true;
        throw last;
      },
    );
    this.#backend = choice.backend;
    this.#isAutomatic = true;
    this.#isSpent = false;
    const refused = [
      ...(before?.refused ?? []),
      { backend: failed, reason: reasonOf(error) },
      ...choice.refused,
    ];
    return { ...choice, refused };
  }

  #begin({ run, config }: Start, data: Opened): Training {
    const now = this.context.now();
    const lockstep = this.#build(config, data);
    const trail = new Trail([{ step: 0, runs: lockstep.conditions }]);
    return {
      run,
      config,
      data,
      lockstep,
      free: [],
      playing: false,
      looping: false,
      untilStep: null,
      branch: { id: firstBranch, trail, goal: null, tip: null, owedLosses: null },
      others: [],
      turns: [],
      stand: null,
      standAtMs: now,
      pending: [],
      firstLosses: [],
      lastLosses: config.runs.map(() => NaN),
      chunkSteps: 1,
      frameDueAtMs: now,
      unsent: false,
      guest: null,
      lastFrameStep: 0,
      lastFrameAtMs: now,
      stepsPerSecond: 0,
      interrupt: () => {},
    };
  }

  #build(config: TrainingConfig, data: Opened): LockStep {
    const { shardCounts } = data;
    const order = new BatchOrder(config.seed, shardCounts, config.batchSize);
    const { spoiling, seed } = config;
    const labelOf = (index: number) => data.train.labelOf(index);
    const mix = spoiling && new TrainingMix(seed, spoiling, shardCounts, data.images.classes, labelOf);
    return new LockStep(config, data.images, data.train, order, mix);
  }

  /** Takes up the way of a training that was, to be forked from; what does not fit this network is left out. */
  #adopt(training: Training, origin: Origin | null): void {
    const first = training.stand!;
    if (!origin || origin.changes.length === 0) return;
    const fits = ({ step, checkpoints }: Stand) =>
      checkpoints.length === first.checkpoints.length &&
      checkpoints.every(
        (checkpoint, i) =>
          checkpoint.step === step &&
          isAlike({ ...checkpoint, settings: null }, { ...first.checkpoints[i], settings: null }),
      );
    const stands = origin.stands.filter((stand) => stand.step > 0 && fits(stand));
    const { trainers } = training.lockstep;
    const changes = origin.changes.map(({ step, runs }) => ({
      step,
      runs: trainers.map((trainer, i) => ({
        ...runs[i],
        settings: trainer.settingsFrom(runs[i].settings),
      })),
    }));
    training.branch.trail = new Trail(changes, [first, ...stands]);
  }

  /** Compiles shaders before Train is pressed; backends that compile nothing have nothing to warm. */
  async #warmUp(training: Training): Promise<void> {
    const { lockstep, data, config } = training;
    await this.#feed!.until(Math.min(config.batchSize, data.train.count));
    const { isAsynchronous, compileAhead } = this.#backend!;
    // A press, or another start, is not kept waiting: what is missing then is compiled by the first step.
    const isUrgent = () => this.#early.length > 0 || this.#run !== training.run || this.#disposed;
    if (!isAsynchronous || isUrgent()) return;
    const embed = (trainer: Trainer) => data.probe.warmUp(trainer);
    if (compileAhead) {
      await compileAhead(() => lockstep.rehearse(embed), isUrgent);
      await this.context.nextTask();
      if (isUrgent()) return;
    }
    // Once in earnest: some drivers finish a program only when it first runs.
    await lockstep.warmUp(embed, isUrgent);
  }

  #announce(command: Start, choice: Choice, available: readonly BackendId[], data: Opened): void {
    const { samples } = data.probe;
    this.context.post({
      type: 'ready',
      run: command.run,
      backend: choice.backend.id,
      kernels: kernelsOf(choice.backend),
      refused: choice.refused,
      available,
      remember: choice.isMeasured ? { backend: choice.backend.id, build: this.context.build } : null,
      shape: data.probe.frameShape(command.config.dim, this.#training!.lockstep.subcenters),
      classNames: data.classNames,
      labels_n: samples.labels,
      pixels: samples.pixels,
      imageWidth: data.manifest.width,
      imageHeight: data.manifest.height,
    });
  }

  /** Runs until paused, disposed or stopped by trouble; at most once at a time. */
  #loop(training: Training): void {
    if (training.looping) {
      training.interrupt();
      return;
    }
    training.looping = true;
    void this.#advance(training).finally(() => {
      training.looping = false;
      // A command may have come between the last look and now. What an older run has left to do is never done: looking at
      // it again and again would keep the next run from beginning.
      const isCurrent = this.#training === training && this.#run === training.run;
      const hasWork =
        training.playing || training.turns.length > 0 || (training.unsent && training.free.length > 0);
      if (isCurrent && hasWork) this.#loop(training);
    });
  }

  async #advance(training: Training): Promise<void> {
    const isCurrent = () => this.#training === training && this.#run === training.run;
    let wasPlaying = false;
    try {
      while (isCurrent() && (training.playing || training.turns.length > 0)) {
        if (training.playing && !wasPlaying) this.#reportState(training);
        wasPlaying ||= training.playing;
        const { untilStep, lockstep, branch } = training;
        const [turn] = training.turns;
        if (turn) {
          await this.#turn(training, turn);
          training.turns = training.turns.slice(1);
          continue;
        }
        if (branch.goal && lockstep.stepCount >= branch.goal.step) {
          this.#arrive(training, branch.goal);
          // The step of the fork is seen, however recent the last frame was.
          if (training.free.length > 0) await this.#frame(training);
          continue;
        }
        if (!branch.goal && untilStep !== null && lockstep.stepCount >= untilStep) {
          training.playing = false;
          break;
        }
        if (!lockstep.isReady) {
          // Nothing moves until the samples are here, so what stands is shown meanwhile.
          if (training.unsent && training.free.length > 0) await this.#frame(training);
          else await this.#samples(training);
          continue;
        }
        await this.#chunk(training);
        if (training.unsent && training.free.length > 0 && this.context.now() >= training.frameDueAtMs)
          await this.#frame(training);
        await this.context.nextTask();
      }
      // The state at rest is always shown, however recent the last frame was.
      if (isCurrent() && training.unsent && training.free.length > 0) await this.#frame(training);
    } catch (error) {
      if (isCurrent()) await this.#meet(training, error);
    }
    if (!isCurrent() || !wasPlaying || training.playing) return;
    this.#reportState(training);
    await this.#reportVitals(training).catch(() => {});
  }

  /** Resolves once the samples of the next step are here, or when a command ends the wait. */
  async #samples(training: Training): Promise<void> {
    const { seed, batchSize } = training.config;
    const order = new BatchOrder(seed, training.data.shardCounts, batchSize);
    const interrupted = new Promise<void>((resolve) => (training.interrupt = resolve));
    await Promise.race([this.#feed!.until(order.requiredCount(training.lockstep.stepCount)), interrupted]);
  }

  async #chunk(training: Training): Promise<void> {
    const { lockstep, branch } = training;
    const { goal, trail } = branch;
    const lastStep = goal ? goal.step : training.untilStep;
    const isHidden = goal !== null && !goal.shows;
    const from = this.context.now();
    let taken = 0;
    while (taken < training.chunkSteps && lockstep.isReady) {
      if (lastStep !== null && lockstep.stepCount >= lastStep) break;
      const change = goal ? trail.changeAt(lockstep.stepCount) : undefined;
      if (change) lockstep.resume(change.runs);
      // The losses of steps that were taken before are known.
      if (isHidden) tf.dispose(training.pending.splice(0).flat());
      training.pending.push(lockstep.step());
      taken++;
    }
    training.unsent = !isHidden;
    if (goal) this.#reportCatchingUp(training, goal);
    // What was queued last is waited for, so that no more than a chunk is ever queued.
    if (this.#backend!.isAsynchronous) await training.pending.at(-1)?.at(-1)?.data();
    if (this.#backend!.isLost()) throw new LostDevice(this.#backend!.id);
    const stepMs = (this.context.now() - from) / Math.max(taken, 1);
    training.chunkSteps = Math.max(1, Math.min(64, Math.floor(chunkMs / Math.max(stepMs, 0.05))));
  }

  /** Sends the present state, unless it holds a number that is not finite: then the run goes back and stops. */
  async #frame(training: Training): Promise<void> {
    const { lockstep, run } = training;
    const from = this.context.now();
    // What changes from here on asks for a frame of its own.
    training.unsent = false;
    const losses = joined(training.branch.owedLosses, await this.#takeLosses(training));
    training.branch.owedLosses = null;
    const buffers = training.free.shift()!;
    const frames: Frame[] = [];
    const { probe } = training.data;
    const guest: Float32Array[] | null = training.guest && [];
    try {
      for (const [i, trainer] of lockstep.trainers.entries()) {
        frames.push(await probe.fill(buffers[i], run, trainer, training.lastLosses[i], lockstep.subcenters));
        guest?.push(await probe.embedImage(trainer, training.guest!));
      }
    } catch (error) {
      training.free.push(buffers);
      throw error;
    }
    const sick = frames.findIndex(
      (frame, i) => !isFiniteFrame(frame) || this.#ranAway(training, losses[i], i),
    );
    if (sick >= 0) {
      training.free.push(buffers);
      const isNoNumber = !isFiniteFrame(frames[sick]) || !losses[sick].every(Number.isFinite);
      await this.#diverged(training, sick, isNoNumber ? losses[sick] : null);
      return;
    }
    if (this.context.now() - training.standAtMs >= standGapMs) {
      this.#keep(training, await this.#stand(training));
      await this.#reportVitals(training);
    }
    const now = this.context.now();
    this.#measureSpeed(training, now);
    training.frameDueAtMs = Math.max(from + minFrameGapMs, now + (now - from) * (1 / frameShare - 1));
    this.context.post(
      {
        type: 'frame',
        run,
        branch: training.branch.id,
        step: lockstep.stepCount,
        buffers,
        losses,
        stepsPerSecond: training.stepsPerSecond,
        guest,
      },
      buffers,
    );
  }

  /** True where a run's losses are no numbers, or beyond anything that a training comes back from. */
  #ranAway(training: Training, losses: Float32Array, run: number): boolean {
    if (losses.length === 0) return false;
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    if (!Number.isFinite(mean)) return true;
    training.firstLosses[run] ??= losses[0];
    // A margin at scale 64 starts near 100 and rises while its ramp runs; ten times that is no longer learning.
    return !(mean <= Math.max(1000, 100 * (training.firstLosses[run] + 1)));
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

  /** Losses of the steps since the last frame, [K][steps], in few reads. */
  async #takeLosses(training: Training): Promise<Float32Array[]> {
    const runs = training.lockstep.trainers.length;
    const { pending } = training;
    training.pending = [];
    const scalars = pending.flat();
    let values: Float32Array;
    try {
      values = await readScalars(scalars);
    } finally {
      tf.dispose(scalars);
    }
    const losses = Array.from({ length: runs }, (_, i) => values.filter((_, at) => at % runs === i));
    training.lastLosses = losses.map((own, i) => own.at(-1) ?? training.lastLosses[i]);
    return losses;
  }

  /** The present state, copied to the host. */
  async #stand({ lastLosses, lockstep }: Training): Promise<Stand> {
    const checkpoints = await lockstep.save();
    return { step: checkpoints[0].step, checkpoints, lastLosses };
  }

  /** A state that is known to be sound. */
  #keep(training: Training, stand: Stand): void {
    training.stand = stand;
    training.standAtMs = this.context.now();
    training.branch.trail.keep(stand);
  }

  async #turn(training: Training, turn: Turn): Promise<void> {
    switch (turn.type) {
      case 'settings':
        this.#set(training, turn.settings);
        return;
      case 'save':
        // The newest step is saved, and the page has seen it.
        if (training.unsent && training.free.length > 0) await this.#frame(training);
        await this.#postStands(training);
        return;
      case 'strangers':
        await this.#postStrangers(training);
        return;
      case 'check-labels':
        await this.#postLabelCheck(training, turn.count);
        return;
      case 'fork':
      case 'return':
        await this.#changeBranch(training, turn);
    }
  }

  async #postStands(training: Training): Promise<void> {
    const { branch, run } = training;
    const newest = await this.#stand(training);
    const earlier = branch.trail.stands.filter(({ step }) => step < newest.step);
    this.context.post({ type: 'stands', run, stands: [...earlier, newest] });
  }

  async #postStrangers({ lockstep, run }: Training): Promise<void> {
    let strangers: Strangers | null;
    try {
      strangers = await this.#feed!.strangers();
    } catch (error) {
      // The training itself lacks nothing: who asked is told, and may ask again.
      if (!(error instanceof DataUnavailableError)) throw error;
      this.context.post({ type: 'strangers', run, strangers: null, refused: error.message });
      return;
    }
    const templates = strangers && (await strangers.embed(lockstep));
    const arrays = templates
      ? [templates.pixels, ...templates.runs.flatMap((own) => [own.embeddings_nd, own.mirrored_nd])]
      : [];
    const parts = arrays.map(({ buffer }) => buffer as ArrayBuffer);
    this.context.post({ type: 'strangers', run, strangers: templates, refused: null }, parts);
  }

  async #postLabelCheck({ lockstep, data, run }: Training, count: number): Promise<void> {
    const check = await checkLabels(lockstep, data.train, data.images, count);
    const { given_n, true_n, pixels, anglesRad } = check;
    const parts = [given_n, true_n, pixels, ...anglesRad].map(({ buffer }) => buffer as ArrayBuffer);
    this.context.post({ type: 'labels-checked', run, check }, parts);
  }

  /** Leaves the present branch as it stands and takes up another: a new one, or one that was left. */
  async #changeBranch(training: Training, turn: Extract<Turn, { type: 'fork' | 'return' }>): Promise<void> {
    const { branch: left, lockstep } = training;
    const next =
      turn.type === 'fork' ? forked(left, turn) : training.others.find((branch) => branch.id === turn.branch);
    if (!next) return;
    left.owedLosses = joined(left.owedLosses, await this.#takeLosses(training));
    left.tip = await this.#stand(training);
    left.trail.thin();
    training.others = [...training.others, left].filter(
      (other) => other !== next && turn.keeps.includes(other.id),
    );
    training.branch = next;
    const stand = next.tip ?? next.trail.nearest(next.goal!.step)!;
    next.tip = null;
    lockstep.restore(stand.checkpoints);
    training.stand = stand;
    training.standAtMs = this.context.now();
    training.lastLosses = stand.lastLosses;
    training.lastFrameStep = stand.step;
    training.lastFrameAtMs = this.context.now();
    training.unsent = !next.goal;
    if (next.goal && stand.step >= next.goal.step) this.#arrive(training, next.goal);
    this.#reportState(training);
  }

  /** The step of a fork is reached: its own sliders hold from here on. */
  #arrive(training: Training, goal: Goal): void {
    const { branch, lockstep } = training;
    const change = branch.trail.changeAt(goal.step);
    if (change) lockstep.resume(change.runs);
    this.#apply(training, goal.settings);
    branch.goal = null;
    this.#note(training);
    training.lastFrameStep = lockstep.stepCount;
    training.lastFrameAtMs = this.context.now();
    training.unsent = true;
    this.#reportCatchingUp(training, goal);
  }

  /** @param losses those since the frame before, where one of them, or the frame, is no number; else null */
  async #diverged(training: Training, index: number, losses: Float32Array | null): Promise<void> {
    const failedStep = training.lockstep.stepCount;
    training.playing = false;
    const sick = losses && (await this.#findSickTensor(training, index, losses));
    if (this.#training !== training) return;
    training.playing = false;
    this.#goBack(training, training.lockstep);
    // Where even that cannot be drawn, trying again would go on for ever.
    if (training.lockstep.stepCount === failedStep) training.unsent = false;
    this.#report(training.run, {
      code: 'diverged',
      message: `The loss ran away before step ${failedStep}; the run went back to step ${training.lockstep.stepCount}.`,
      recovered: false,
      details: {
        step: training.lockstep.stepCount,
        failedStep,
        loss: training.config.runs[index].loss,
        ...(sick && { sickStep: sick.step, sickKind: sick.kind, sickTensor: sick.name }),
      },
    });
  }

  /** The tensor in which the first number that is none appeared; null where it cannot be found again in short time. */
  async #findSickTensor(training: Training, index: number, losses: Float32Array): Promise<SickTensor | null> {
    const { lockstep, stand } = training;
    const checkpoint = stand!.checkpoints[index];
    const first = losses.findIndex((loss) => !Number.isFinite(loss));
    const suspectStep = lockstep.stepCount - losses.length + (first >= 0 ? first : losses.length) + 1;
    if (lockstep.stepCount - checkpoint.step > longestReplay) return null;
    return lockstep.findSickTensor(index, checkpoint, suspectStep);
  }

  /** What went wrong in the middle of a run: data that did not come, or a backend that gave up. */
  async #meet(training: Training, error: unknown): Promise<void> {
    if (error instanceof DataUnavailableError) {
      training.playing = false;
      this.#report(training.run, problemOf(error));
      return;
    }
    const failed = this.#backend!.id;
    const { pending } = training;
    training.pending = [];
    quietly(() => tf.dispose(pending.flat()));
    try {
      const choice = await this.#replaceBackend(error);
      if (this.#training !== training || this.#run !== training.run) return;
      // The old one takes sliders until the new one stands.
      const old = training.lockstep;
      training.lockstep = this.#build(training.config, training.data);
      this.#goBack(training, old);
      quietly(() => old.dispose());
      training.chunkSteps = 1;
      this.#report(training.run, {
        code: error instanceof LostDevice ? 'context-lost' : 'backend-failed',
        message: `${failed} failed (${reasonOf(error)}); ${choice.backend.id} goes on from step ${training.lockstep.stepCount}.`,
        recovered: true,
        details: { failed, backend: choice.backend.id, step: training.lockstep.stepCount },
      });
      this.context.post({
        type: 'backend',
        run: training.run,
        backend: choice.backend.id,
        kernels: kernelsOf(choice.backend),
      });
    } catch (last) {
      training.playing = false;
      training.turns = [];
      const problem = problemOf(last, failed);
      const message = `${failed} failed (${reasonOf(error)}). ${problem.message}`;
      this.#report(training.run, { ...problem, message });
    }
  }

  /** Back to the last state known to be sound, under the sliders as they stand in `present`. */
  #goBack(training: Training, present: LockStep): void {
    const { branch, lockstep } = training;
    const sliders = present.trainers.map(({ settings }) => settings);
    const stand = training.stand!;
    lockstep.restore(stand.checkpoints);
    training.lastLosses = stand.lastLosses;
    training.unsent = !branch.goal;
    // On the way to a fork the trail says what is set.
    if (branch.goal) return;
    branch.trail = branch.trail.until(stand.step);
    this.#apply(training, sliders);
    this.#note(training);
  }

  /** Tells of what the frames do not show, where the batch for it is here. A failing backend fails the next step too. */
  async #reportVitals({ run, lockstep }: Training): Promise<void> {
    const step = lockstep.stepCount;
    const vitals = await lockstep.vitals();
    if (vitals) this.context.post({ type: 'vitals', run, step, vitals });
  }

  #reportState(training: Training): void {
    const { run, branch, playing, lockstep } = training;
    const step = branch.goal?.step ?? lockstep.stepCount;
    this.context.post({ type: 'state', run, branch: branch.id, step, playing });
  }

  #reportCatchingUp({ run, branch, lockstep }: Training, { fromStep, step: target }: Goal): void {
    const step = Math.min(lockstep.stepCount, target);
    this.context.post({ type: 'catching-up', run, branch: branch.id, from: fromStep, step, target });
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

/** The step at which a run stands once everything that waits is done. */
function headedFor({ turns, branch, others, lockstep }: Training): number {
  const turn = turns.findLast(({ type }) => type === 'fork' || type === 'return');
  if (turn?.type === 'fork') return turn.step;
  const last = turn?.type === 'return' ? others.find(({ id }) => id === turn.branch) : branch;
  return last?.goal?.step ?? last?.tip?.step ?? lockstep.stepCount;
}

/** A branch that leaves another at a step. */
function forked(
  { trail }: Branch,
  { branch: id, step, settings, shows }: Extract<Turn, { type: 'fork' }>,
): Branch {
  const own = trail.until(step);
  const fromStep = own.nearest(step)!.step;
  return { id, trail: own, goal: { fromStep, step, settings, shows }, tip: null, owedLosses: null };
}

/** Losses of earlier steps and of those that follow, run by run. */
function joined(earlier: readonly Float32Array[] | null, later: readonly Float32Array[]): Float32Array[] {
  return later.map((own, run) => Float32Array.from([...(earlier?.[run] ?? []), ...own]));
}

function kernelsOf({ kernelSet, refusedKernelSets }: LoadedBackend): Kernels | null {
  return kernelSet ? { set: kernelSet, refused: refusedKernelSets ?? [] } : null;
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
  if (error instanceof RangeError) {
    return {
      code: 'bad-value',
      message: error.message,
      recovered: false,
      details: { reason: error.message, ...(error instanceof RefusedLossError ? error.details : {}) },
    };
  }
  return {
    code: 'backend-failed',
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
