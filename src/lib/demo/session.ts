/**
 * Owns everything that lives while one demo is on a page: the worker client, the reader's changes, the newest
 * frame, the history and the views' drawing. Created near the viewport, suspended off screen, disposed on leaving.
 * It knows no framework: `subscribe` tells whoever shows its `status`.
 */
import { readEffective, readSlot, type Frame } from '../frame/layout';
import type { LossSettings, LossSpec } from '../loss/spec';
import type { ClientHandlers, FrameSet, TrainingClient } from '../train/client';
import type { BackendId, Problem, RememberedBackend } from '../train/protocol';
import type { Motion } from '../viz/view';
import type { DemoSpec, DemoState, DemoValue } from './demo-spec';
import { RunHistory } from './history';
import { backendChoice, lossSettings, trainingConfig } from './plan';
import { lossesOf, schemaOf, type Schema } from './schema';

/** Figures of one run, as contract 3 names them; absent where undefined. */
export interface RunStats {
  readonly loss?: number;
  readonly accuracy?: number;
  readonly cosineAccuracy?: number;
  readonly targetDeg?: number;
  readonly intraDeg?: number;
  readonly interDeg?: number;
}

export interface RunStatus {
  readonly spec: LossSpec;
  /** Slider values. */
  readonly settings: LossSettings;
  /** Slider × ramp at the newest frame; the sliders before the first. */
  readonly effective: LossSettings;
  readonly stats: RunStats;
}

/** `idle`: nothing loaded. `starting`: backend and data on their way. `failed`: it cannot go on by itself. */
export type Phase = 'idle' | 'starting' | 'playing' | 'paused' | 'failed';

/** What a demo shows beside its views: a new object at each change. */
export interface SessionStatus {
  readonly phase: Phase;
  readonly step: number;
  readonly stepsPerSecond: number | null;
  readonly backend: BackendId | null;
  readonly refused: readonly { backend: BackendId; reason: string }[];
  /** Backends that this browser may run; null until asked. */
  readonly available: readonly BackendId[] | null;
  readonly runs: readonly RunStatus[];
  readonly state: DemoState;
  /** Training samples that have arrived. */
  readonly loaded: { readonly count: number; readonly total: number } | null;
  readonly problem: Problem | null;
  /** True once a margin was lowered in a trained run: training on does not undo what it did. */
  readonly offersRestart: boolean;
}

/** What views are given at each drawing. */
export interface Moment {
  readonly step: number;
  /** Newest frame of each run; null before the first. */
  readonly frames: readonly Frame[] | null;
  readonly runs: readonly RunStatus[];
  readonly histories: readonly RunHistory[];
  readonly labels_n: Uint8Array;
  readonly classNames: readonly string[];
}

export interface SessionServices {
  /** A client with a worker of its own; fetched when training is near. */
  openClient(handlers: ClientHandlers): Promise<TrainingClient>;
  datasetUrl(name: string): string;
  readonly motion: Motion;
  /** The backend that was measured best on this device, or null; storage may refuse both ways. */
  recallBackend(): RememberedBackend | null;
  rememberBackend(remembered: RememberedBackend): void;
}

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

export class Session {
  #state: DemoState;
  #status: SessionStatus;
  #client: TrainingClient | null = null;
  #opening: Promise<void> | null = null;
  #histories: RunHistory[] = [];
  #newest: FrameSet | null = null;
  #labels_n = new Uint8Array(0);
  #classNames: readonly string[] = digits;
  /** What to do once the worker is ready and the demo in view. */
  #whenReady: (() => void) | null = null;
  #isReady = false;
  #isSuspended = false;
  #resumesOnReturn = false;
  /** The step at which the present playing is to rest; null: it goes on until paused. */
  #goal: number | null = null;
  /** True from a press until the worker has answered it. */
  #isAsked = false;
  #cancelDraw: (() => void) | null = null;
  #isDisposed = false;
  readonly #listeners = new Set<() => void>();
  readonly #painters = new Set<(moment: Moment) => void>();

  constructor(
    readonly spec: DemoSpec,
    state: DemoState,
    private readonly services: SessionServices,
  ) {
    this.#state = state;
    this.#status = {
      phase: 'idle',
      step: 0,
      stepsPerSecond: null,
      backend: null,
      refused: [],
      available: null,
      runs: this.#runsAt(null),
      state,
      loaded: null,
      problem: null,
      offersRestart: false,
    };
    this.#histories = this.#status.runs.map(() => new RunHistory());
  }

  get status(): SessionStatus {
    return this.#status;
  }

  get schema(): Schema {
    return schemaOf(this.spec, this.#state);
  }

  /** Calls back after every change of `status`. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back at most once per display frame, when there is something new to draw, and once now. */
  paint(painter: (moment: Moment) => void): () => void {
    this.#painters.add(painter);
    painter(this.#momentOf(this.#newest));
    return () => this.#painters.delete(painter);
  }

  /** Loads backend and data ahead of a press, so that the press acts at once. */
  prepare(): void {
    if (this.#status.phase === 'idle') this.#start();
  }

  /** Trains on, or starts. Rests at the demo's rest step where that is still ahead. */
  play(untilStep: number | null = this.#restStep()): void {
    this.#whenStarted(() => this.#playTo(untilStep));
  }

  pause(): void {
    this.#whenReady = null;
    this.#resumesOnReturn = false;
    this.#isAsked = false;
    this.#client?.pause();
  }

  /** Takes `count` steps, then rests. */
  step(count = 1): void {
    this.#whenStarted(() => {
      this.#goal = this.#status.step + count;
      this.#isAsked = true;
      this.#client!.step(count);
    });
  }

  /** Back to the preset, before the first step. */
  reset(): void {
    this.#state = {};
    this.#begin();
  }

  /** The same sliders and seed, from the first step. */
  restart(): void {
    this.#begin();
    this.play();
  }

  /** Asks again for what did not arrive, or starts a new worker after the old one was lost. */
  retry(): void {
    const { problem } = this.#status;
    if (problem?.code === 'data-unavailable' && this.#client?.isAlive) {
      this.#change({ problem: null, phase: this.#isReady ? this.#status.phase : 'starting' });
      if (!this.#isReady) this.#whenReady ??= () => this.#playTo(this.#restStep());
      this.#client.retry();
      return;
    }
    this.#begin();
    this.play();
  }

  /** The reader sets one key. Its phase decides whether that redraws, changes the running trainer or starts anew. */
  set(key: string, value: DemoValue): void {
    const { schema } = this;
    if (!Object.hasOwn(schema, key)) return;
    const entry = schema[key];
    const before = this.#status.runs;
    const state: Record<string, DemoValue> = { ...this.#state, [key]: value };
    if (JSON.stringify(value) === JSON.stringify(entry.default)) delete state[key];
    this.#state = state;
    if (entry.phase === 'reset') {
      const wasPlaying = this.#status.phase === 'playing';
      const pressed = this.#whenReady;
      this.#begin();
      if (pressed) this.#whenStarted(pressed);
      else if (wasPlaying) this.play();
      return;
    }
    const runs = this.#runsAt(this.#newest);
    const eased = entry.phase === 'train' && this.#status.step > 0 && lowersMargin(before, runs);
    this.#change({ state, runs, offersRestart: this.#status.offersRestart || eased });
    if (entry.phase === 'train') this.#client?.setSettings(runs.map(({ settings }) => settings));
    this.#requestDraw();
  }

  /** Off screen or in a hidden tab: nothing trains and nothing draws. */
  suspend(): void {
    if (this.#isSuspended) return;
    this.#isSuspended = true;
    this.#cancelDraw?.();
    this.#cancelDraw = null;
    this.#resumesOnReturn = this.#status.phase === 'playing' || this.#isAsked;
    if (this.#resumesOnReturn) this.#client?.pause();
  }

  resume(): void {
    if (!this.#isSuspended) return;
    this.#isSuspended = false;
    if (this.#resumesOnReturn) this.play(this.#goal);
    this.#resumesOnReturn = false;
    this.#actIfPossible();
    this.#requestDraw();
  }

  /** Draws the newest moment again at the next display frame. */
  redraw(): void {
    this.#requestDraw();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelDraw?.();
    this.#client?.dispose();
    this.#client = null;
    this.#newest = null;
    this.#listeners.clear();
    this.#painters.clear();
  }

  #restStep(): number | null {
    const step = this.#state.step as number | undefined;
    const rest = step ?? this.spec.restStep ?? null;
    return rest !== null && rest > this.#status.step ? rest : null;
  }

  #playTo(untilStep: number | null): void {
    this.#goal = untilStep;
    this.#isAsked = true;
    this.#client!.play(untilStep);
  }

  #whenStarted(act: () => void): void {
    if (this.#isDisposed) return;
    this.#whenReady = act;
    if (this.#isReady) this.#actIfPossible();
    else this.#start();
  }

  /** Does what was asked for, unless something is still missing for it. */
  #actIfPossible(): void {
    const act = this.#whenReady;
    if (!act || !this.#isReady || this.#isSuspended) return;
    this.#whenReady = null;
    this.#change({ problem: null });
    act();
  }

  /** A new run that waits for its first step; a worker that exists is kept. */
  #begin(): void {
    this.#isReady = false;
    this.#whenReady = null;
    this.#resumesOnReturn = false;
    this.#isAsked = false;
    this.#newest = null;
    const runs = this.#runsAt(null);
    this.#histories = runs.map(() => new RunHistory());
    this.#change({
      phase: 'idle',
      step: 0,
      stepsPerSecond: null,
      runs,
      state: this.#state,
      problem: null,
      offersRestart: false,
    });
    this.#requestDraw();
    if (this.#client?.isAlive) this.#start();
  }

  #start(): void {
    if (this.#status.phase === 'starting' || this.#isDisposed) return;
    this.#change({ phase: 'starting', problem: null });
    if (this.#client?.isAlive) {
      this.#startClient(this.#client);
      return;
    }
    // A reset may come while the client is on its way; one is enough, and it starts with what is set by then.
    this.#opening ??= this.services.openClient(this.#handlers()).then(
      (client) => {
        this.#opening = null;
        if (this.#isDisposed) {
          client.dispose();
          return;
        }
        this.#client = client;
        this.#change({ phase: 'starting' });
        this.#startClient(client);
      },
      (error: unknown) => {
        this.#opening = null;
        this.#failToStart(error);
      },
    );
  }

  #startClient(client: TrainingClient): void {
    try {
      client.start(
        trainingConfig(this.spec, this.#state, this.services.datasetUrl),
        backendChoice(this.spec, this.#state),
        this.services.recallBackend(),
      );
    } catch (error) {
      this.#failToStart(error);
    }
  }

  #failToStart(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#fail({ code: 'worker-lost', message, recovered: false, details: {} });
  }

  #handlers(): ClientHandlers {
    return {
      onReady: (report) => {
        this.#isReady = true;
        this.#labels_n = report.labels_n as Uint8Array<ArrayBuffer>;
        this.#classNames = report.classNames;
        if (report.remember) this.services.rememberBackend(report.remember);
        this.#change({
          phase: 'paused',
          backend: report.backend,
          refused: report.refused,
          available: report.available,
          problem: null,
        });
        // Sliders may have moved while it was starting; the first frame shows them.
        this.#client!.setSettings(this.#status.runs.map(({ settings }) => settings));
        this.#client!.lend(this.#status.runs.length);
        this.#actIfPossible();
      },
      onFrame: (set) => this.#takeFrame(set),
      onState: (step, playing) => {
        this.#isAsked = false;
        // A run that rests because something failed waits for the reader; the sentence stays.
        const rest = this.#status.phase === 'failed' ? 'failed' : 'paused';
        this.#change({ step, phase: playing ? 'playing' : rest });
      },
      onProgress: (count, total) => this.#change({ loaded: { count, total } }),
      onBackend: (backend) => this.#change({ backend }),
      onProblem: (problem) => {
        if (problem.recovered && problem.code !== 'data-unavailable') this.#change({ problem });
        else this.#fail(problem);
      },
    };
  }

  #fail(problem: Problem): void {
    if (problem.code === 'worker-lost') this.#isReady = false;
    this.#whenReady = problem.code === 'data-unavailable' ? this.#whenReady : null;
    // A diverged run rests at its last good step; everything else waits for the reader.
    this.#change({ problem, phase: problem.code === 'diverged' ? 'paused' : 'failed' });
  }

  #takeFrame(set: FrameSet): void {
    this.#newest?.release();
    this.#newest = set;
    const runs = this.#runsAt(set);
    set.frames.forEach((frame, i) =>
      this.#histories[i].add(set.step, set.losses[i], readSlot(frame, 'accuracy')),
    );
    this.#change({ step: set.step, stepsPerSecond: set.stepsPerSecond || null, runs });
    this.#requestDraw();
  }

  #runsAt(set: FrameSet | null): RunStatus[] {
    return lossesOf(this.spec, this.#state).map((loss, i) => {
      const settings = lossSettings(loss, this.spec, this.#state);
      const frame = set?.frames[i];
      return {
        spec: loss,
        settings,
        effective: frame ? effectiveOf(loss, settings, frame) : settings,
        stats: frame ? statsOf(frame) : {},
      };
    });
  }

  #momentOf(set: FrameSet | null): Moment {
    return {
      step: set?.step ?? 0,
      frames: set?.frames ?? null,
      runs: this.#status.runs,
      histories: this.#histories,
      labels_n: this.#labels_n,
      classNames: this.#classNames,
    };
  }

  #requestDraw(): void {
    if (this.#cancelDraw || this.#isSuspended || this.#isDisposed) return;
    this.#cancelDraw = this.services.motion.nextFrame(() => {
      this.#cancelDraw = null;
      const moment = this.#momentOf(this.#newest);
      for (const painter of this.#painters) painter(moment);
    });
  }

  #change(part: Partial<SessionStatus>): void {
    this.#status = { ...this.#status, ...part };
    for (const listener of this.#listeners) listener();
  }
}

function effectiveOf(loss: LossSpec, settings: LossSettings, frame: Frame): LossSettings {
  const effective: Record<string, number | string> = { ...settings };
  loss.parameters.forEach(({ name }, i) => (effective[name] = readEffective(frame, i)));
  return effective;
}

function statsOf(frame: Frame): RunStats {
  const stats: Record<string, number> = {};
  for (const name of ['loss', 'accuracy', 'cosineAccuracy', 'targetDeg', 'intraDeg', 'interDeg'] as const) {
    const value = readSlot(frame, name);
    if (Number.isFinite(value)) stats[name] = value;
  }
  return stats;
}

/** True where some loss's margin became smaller: its classes will not spread again by training on. */
function lowersMargin(before: readonly RunStatus[], after: readonly RunStatus[]): boolean {
  return after.some(({ spec, settings }, i) =>
    spec.parameters.some(
      ({ name, role }) =>
        role === 'margin' && (settings[name] as number) < (before[i]?.settings[name] as number),
    ),
  );
}
