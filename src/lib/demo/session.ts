/**
 * Owns everything that lives while one demo is on a page: the worker client, the reader's changes, the newest
 * frame, the history and the views' drawing. Created near the viewport, suspended off screen, disposed on leaving.
 * It knows no framework: `subscribe` tells whoever shows its `status`.
 */
import type { Fetch } from '../data/shard-reader';
import type { Frame } from '../frame/layout';
import type { Recording } from '../frame/recording';
import type { RecordingErrorCode } from '../frame/recording-error';
import { changesOf, type RecordingInfo } from '../frame/recording-info';
import type { LossSettings } from '../loss/spec';
import type { ClientHandlers, ReadyReport, TrainingClient } from '../train/client';
import type {
  LabelCheck,
  Origin,
  Problem,
  RememberedBackend,
  RunVitals,
  TrainingConfig,
} from '../train/protocol';
import type { Motion } from '../viz/view';
import type { DemoSpec, DemoState, DemoValue } from './demo-spec';
import { backendChoice, runSettings, trainingConfig, valuesOf, withSettings, withValue } from './plan';
import type { Speed } from './player';
import type { ProbeImage, ProbeImages } from './probe-images';
import { runsOf, schemaOf, type Schema } from './schema';
import { Selection } from './selection';
import {
  effectiveOf,
  lowersMargin,
  movedFrom,
  statsOf,
  type Moment,
  type RunStatus,
  type SessionStatus,
} from './session-status';
import { Showing, type Recorded } from './showing';
import type { WhatIf } from './what-if';

export type * from './session-status';

export interface SessionServices {
  /** A client with a worker of its own; fetched when training is near. */
  openClient(handlers: ClientHandlers): Promise<TrainingClient>;
  datasetUrl(name: string): string;
  recordingUrl(name: string): string;
  readonly fetch: Fetch;
  readonly motion: Motion;
  /** The backend that was measured best on this device, or null; storage may refuse both ways. */
  recallBackend(): RememberedBackend | null;
  rememberBackend(remembered: RememberedBackend): void;
}

/** A training that was recorded: what is trained, and what is known of its way. */
interface GoingOn {
  readonly config: TrainingConfig;
  readonly origin: Origin;
}

export class Session {
  /** What the reader points at, in all views of this demo. */
  readonly selection = new Selection();
  /** Weights that the reader pulled elsewhere; null until the first pull. */
  #whatIf: WhatIf | null = null;
  /** Bytes of an image that the reader brought. */
  #guest: Uint8Array | null = null;
  #images: { of: string; images: Promise<ProbeImages> } | null = null;
  #state: DemoState;
  /** Sliders that were moved in the past of a run: a fork takes them up, and going on without one does not. */
  #draft: DemoState = {};
  #status: SessionStatus;
  #client: TrainingClient | null = null;
  #opening: Promise<void> | null = null;
  readonly #showing: Showing;
  /** What the demo opens on, once it is here. */
  #preset: Recorded | null = null;
  #opensPreset = true;
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
  /** True where the next display frame has something new to draw. */
  #isStale = false;
  /** The recorded training that the present run is to go on with; null: it begins at its own first step. */
  #origin: GoingOn | null = null;
  /** Resolves once the present run can be kept, or cannot. */
  #following: Promise<void> = Promise.resolve();
  #isDisposed = false;
  #vitals: readonly RunVitals[] | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #painters = new Set<(moment: Moment) => void>();

  constructor(
    readonly spec: DemoSpec,
    state: DemoState,
    private readonly services: SessionServices,
  ) {
    this.#state = state;
    this.#showing = new Showing(runsOf(spec, state).length);
    this.#status = {
      phase: 'idle',
      step: 0,
      stepsPerSecond: null,
      backend: null,
      kernels: null,
      refused: [],
      available: null,
      runs: this.#runs(),
      state,
      loaded: null,
      problem: null,
      offersRestart: false,
      timeline: null,
      recordingProblem: null,
      isWhatIf: false,
    };
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

  /** What the worker last measured of the training's runs; null before it did. */
  get vitals(): readonly RunVitals[] | null {
    return this.#vitals;
  }

  /** What is to be drawn now. Its frames are good until the next one comes. */
  get moment(): Moment {
    return this.#moment();
  }

  /** Names the set of held-out samples: where it stays the same, so do their images. */
  get probeSet(): string {
    const { datasetUrl, people } = this.#probeSource;
    return `${datasetUrl} ${people ?? 'all'}`;
  }

  get #probeSource(): TrainingConfig {
    return trainingConfig(this.spec, this.#state, (name) => this.services.datasetUrl(name));
  }

  /** Image of held-out sample `n`, fetched when it is first asked for. @throws DataUnavailableError */
  async probeImage(n: number): Promise<ProbeImage> {
    const of = this.probeSet;
    if (this.#images?.of !== of) {
      const { datasetUrl, people = null } = this.#probeSource;
      const images = import('./probe-images').then(
        (code) => new code.ProbeImages(datasetUrl, this.services.fetch, people),
      );
      images.catch(() => (this.#images = null));
      this.#images = { of, images };
    }
    return (await this.#images.images).image(n);
  }

  /**
   * How the first `count` samples of the training lie to the labels that it is told, by its present network; null where
   * nothing trains here, as before the first press or while a recorded run is shown. Rejects where the run ends
   * meanwhile.
   */
  async checkLabels(count: number): Promise<LabelCheck | null> {
    if (!this.#isReady || this.#showing.recording) return null;
    return this.#client!.checkLabels(count);
  }

  /** An image of the reader's own, as the dataset's: moments of the training say where it lies, until null ends that. */
  bringGuest(pixels: Uint8Array | null): void {
    this.#guest = pixels;
    // What waits for its first step learns of it then.
    if (this.#isReady) this.#client!.setGuest(pixels);
  }

  /** What would be, did a class weight of a run point elsewhere [d]. The training rests and knows nothing of it. */
  async moveWeight(run: number, classIndex: number, direction_d: ArrayLike<number>): Promise<void> {
    const { WhatIf } = await import('./what-if');
    if (this.#isDisposed || !this.#showing.frames) return;
    if (this.#status.phase === 'playing' || this.#isAsked) this.pause();
    this.stopReplay();
    this.#whatIf ??= new WhatIf();
    this.#whatIf.move(run, classIndex, direction_d);
    this.#show();
  }

  /** Every weight back to where it was trained. */
  putBack(): void {
    this.#whatIf?.clear();
    this.#show();
  }

  /** Calls back at most once per display frame, when there is something new to draw, and once now. */
  paint(painter: (moment: Moment) => void): () => void {
    this.#painters.add(painter);
    painter(this.#moment());
    return () => this.#painters.delete(painter);
  }

  /** Loads backend and data ahead of a press, so that the press acts at once. */
  prepare(): void {
    if (this.#status.phase === 'idle') this.#start();
  }

  /** True while the run that the demo opens on is what is set: a still picture of it tells no lie. */
  get isAtPreset(): boolean {
    return this.#status.phase === 'idle' && !this.#asksForOtherTraining();
  }

  /** Fetches the recorded run that the demo opens on, once, and shows it unless what is set is another training. */
  async openPreset(): Promise<void> {
    const { recording } = this.spec;
    if (!recording || !this.#opensPreset) return;
    this.#opensPreset = false;
    await this.#openRecording(async () => {
      const { fetchRecording } = await import('./recorded-run');
      return fetchRecording(this.services.recordingUrl(recording), this.services.fetch);
    }, true);
  }

  /** Shows the recorded run in a file; the demo takes over what it says, so that Train trains the same. */
  async openRun(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#openRecording(
      async () => (await import('../frame/read-recording')).decodeRecording(bytes),
      false,
    );
  }

  /**
   * The run that is shown as a file, with a name for it; null where there is none.
   *
   * @param withStands with copies of the training, so that whoever opens the file can go on with it
   */
  async saveRun({ withStands = false } = {}): Promise<{
    name: string;
    bytes: Uint8Array<ArrayBuffer>;
  } | null> {
    const isTraining = !this.#showing.recording && this.#isReady;
    const stands = withStands && isTraining ? await this.#client!.stands() : null;
    const settings = this.#runsOf(this.#state).map((run) => run.settings);
    const recording = this.#showing.saved(settings);
    if (!recording) return null;
    if (stands) {
      const { standsToSave } = await import('./saved-stands');
      recording.stands = standsToSave(stands, recording.steps.at(-1)!);
    }
    const { encodeRecording } = await import('../frame/write-recording');
    return {
      name: `${this.spec.id}-${recording.info.seed}-${recording.steps.at(-1)}.run`,
      bytes: await encodeRecording(recording),
    };
  }

  /** Shows moment number `index` of the timeline. Training goes on meanwhile, from its newest step. */
  async seek(index: number): Promise<void> {
    this.#whatIf?.clear();
    await this.#showing.seek(index);
    this.#show();
  }

  /** Shows the recorded moment that is nearest to a step. */
  async goTo(step: number): Promise<void> {
    this.#whatIf?.clear();
    await this.#showing.goTo(step);
    this.#show();
  }

  /** Plays the timeline from the shown moment, or from the other end where that is the last. */
  async replay(speed?: Speed): Promise<void> {
    this.#whatIf?.clear();
    await this.#showing.replay(speed);
    this.#show();
  }

  setSpeed(speed: Speed): void {
    this.#showing.setSpeed(speed);
    this.#show();
  }

  stopReplay(): void {
    this.#showing.player?.stop();
    this.#show();
  }

  /**
   * Trains on from the shown moment, with the sliders as they stand. In a training's own past that begins a branch, and
   * the one that was left can be gone back to. What was recorded elsewhere is taken up from its own copies, or trained
   * again from its seed.
   */
  fork(): void {
    const { player, recording, isAwaiting, step } = this.#showing;
    if (!player || isAwaiting) {
      this.play();
      return;
    }
    this.#whatIf?.clear();
    this.#commitSliders();
    if (recording || !this.#isReady) {
      this.#forkRecorded(step);
      return;
    }
    const settings = this.#runsOf(this.#state).map((run) => run.settings);
    const branch = this.#showing.fork(step);
    this.#requestFork(branch, step, settings, false);
    this.#show({ state: this.#state, problem: null, offersRestart: false });
  }

  /** Back to a branch of this run that was left, at its newest step, with its sliders. */
  returnTo(branch: number): void {
    const settings = this.#showing.returnTo(branch);
    if (!settings) return;
    this.#whatIf?.clear();
    this.#isAsked = false;
    this.#resumesOnReturn = false;
    this.#draft = {};
    this.#state = withSettings(this.#state, settings, this.spec);
    this.#client?.returnTo(branch, this.#showing.keptBranches);
    this.#show({ state: this.#state, problem: null, offersRestart: false });
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
      this.#goal = this.#showing.liveStep + count;
      this.#isAsked = true;
      this.#client!.step(count);
    });
  }

  /** What is set of keys that say nothing of the training. */
  #presentation(...keys: readonly string[]): DemoState {
    const kept = keys.filter((key) => this.#state[key] !== undefined);
    return Object.fromEntries(kept.map((key) => [key, this.#state[key]]));
  }

  /** Back to the preset: its recorded run, or before the first step where there is none. The look of an embed stays. */
  reset(): void {
    this.#state = this.#presentation('theme', 'controls', 'zoom');
    this.#preset?.player.stop();
    this.#preset?.player.seek(Infinity);
    this.#showing.recorded = this.#preset;
    this.#begin();
    void this.openPreset();
  }

  /** The same sliders and seed, from the first step. */
  restart(): void {
    this.#commitSliders();
    this.#begin(true);
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
    this.#begin(true);
    this.play();
  }

  /** The reader sets one key. Its phase decides whether that redraws, changes the running trainer or starts anew. */
  set(key: string, value: DemoValue): void {
    const { schema } = this;
    if (!Object.hasOwn(schema, key)) return;
    const entry = schema[key];
    if (entry.phase === 'train' && this.#showing.slidersFollow) {
      this.#draft = { ...this.#draft, [key]: value };
      this.#show();
      return;
    }
    const before = this.#status.runs;
    const state = withValue(this.#state, key, value, entry);
    this.#state = state;
    if (entry.phase === 'reset') {
      const wasPlaying = this.#status.phase === 'playing';
      const pressed = this.#whenReady;
      if (key !== 'backend') this.#showing.recorded = null;
      this.#begin(wasPlaying);
      if (pressed) this.#whenStarted(pressed);
      else if (wasPlaying) this.play();
      return;
    }
    const runs = this.#runs();
    const { isLive, liveStep } = this.#showing;
    const eased = entry.phase === 'train' && isLive && liveStep > 0 && lowersMargin(before, runs);
    this.#change({
      state,
      ...this.#shown(),
      offersRestart: this.#status.offersRestart || eased,
    });
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
    this.#showing.dispose();
    this.#preset = null;
    this.#listeners.clear();
    this.#painters.clear();
  }

  /** The step at which a run that stands at `from` rests by itself. */
  #restStep(from = this.#showing.liveStep): number | null {
    const step = this.#state.step as number | undefined;
    const rest = step ?? this.spec.restStep ?? null;
    return rest !== null && rest > from ? rest : null;
  }

  /** Sliders as they are shown: where they follow what is shown, those of that step and what the reader moved since. */
  get #shownState(): DemoState {
    const { slidersFollow, computedWith } = this.#showing;
    if (!slidersFollow || !computedWith) return this.#state;
    const { schema } = this;
    return Object.entries(this.#draft).reduce(
      (state, [key, value]) => withValue(state, key, value, schema[key]),
      withSettings(this.#state, computedWith, this.spec),
    );
  }

  #commitSliders(): void {
    this.#state = this.#shownState;
    this.#draft = {};
  }

  #requestFork(branch: number, step: number, settings: readonly LossSettings[], shows: boolean): void {
    this.#goal = this.#restStep(step);
    this.#isAsked = true;
    const keeps = this.#showing.keptBranches;
    this.#client!.fork({ branch, step, settings, untilStep: this.#goal, shows, keeps });
  }

  /** Goes on with a training that was not trained here, or whose trainer is gone. */
  #forkRecorded(step: number): void {
    const settings = this.#runsOf(this.#state).map((run) => run.settings);
    const recording = this.#showing.settleAsRecorded(settings);
    const { recorded } = this.#showing;
    if (!recording || !recorded) return;
    void import('./recorded-run').then(({ configOfRecording }) => {
      if (this.#isDisposed) return;
      this.#begin(false, {
        config: configOfRecording(recording, this.services.datasetUrl),
        origin: {
          changes: changesOf(recording.info),
          stands: recording.stands as unknown as Origin['stands'],
        },
      });
      this.#showing.expect(step);
      this.#whenStarted(() => {
        const goOn = this.#origin;
        void this.#following.then(() => {
          if (this.#origin !== goOn || !this.#isReady) return;
          this.#origin = null;
          const { id, isKnown } = this.#showing.forkRecorded(step, recorded);
          const sliders = this.#runsOf(this.#state).map((run) => run.settings);
          this.#requestFork(id, step, sliders, !isKnown);
        });
      });
    });
  }

  #playTo(untilStep: number | null): void {
    this.#goal = untilStep;
    this.#isAsked = true;
    this.#client!.play(untilStep);
  }

  async #openRecording(read: () => Promise<Recording>, isPreset: boolean): Promise<void> {
    try {
      const [recording, { assertDrawable, historiesOf, stateOfRecording }, { Player }] = await Promise.all([
        read(),
        import('./recorded-run'),
        import('./player'),
      ]);
      if (this.#isDisposed) return;
      assertDrawable(recording);
      const recorded: Recorded = {
        player: new Player(recording),
        company: {
          histories: historiesOf(recording),
          leftHistories: [],
          labels_n: recording.labels_n,
          classNames: recording.info.classNames,
        },
      };
      this.#change({ recordingProblem: null });
      if (isPreset) {
        this.#preset = recorded;
        if (!this.#asksForOtherTraining()) this.#showing.recorded = recorded;
        this.#show();
        return;
      }
      this.#state = {
        ...stateOfRecording(recording.info, this.spec),
        ...this.#presentation('view', 'backend', 'theme', 'controls', 'zoom'),
      };
      this.#showing.recorded = recorded;
      this.#begin();
    } catch (error) {
      if (this.#isDisposed) return;
      const code = (error as { code?: RecordingErrorCode }).code;
      // Code that did not arrive is the network's affair too.
      this.#change({ recordingProblem: code ?? 'network' });
    }
  }

  /** True where a key is set that would have made another run than the preset's. */
  #asksForOtherTraining(): boolean {
    const { schema } = this;
    return Object.keys(this.#state).some((key) => key !== 'backend' && schema[key]?.phase === 'reset');
  }

  /** Tells listeners and views what is to be seen now. */
  #show(part: Partial<SessionStatus> = {}): void {
    this.#change({ ...this.#shown(), ...part });
    this.#requestDraw();
  }

  #shown(): Pick<SessionStatus, 'step' | 'runs' | 'timeline' | 'isWhatIf'> {
    if (!this.#showing.slidersFollow) this.#draft = {};
    const runs = this.#runs();
    const timeline = this.#showing.timeline(runs.map(({ settings }) => settings));
    return { step: this.#showing.step, runs, timeline, isWhatIf: this.#isWhatIf };
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
    this.#whatIf?.clear();
    // A recording's sliders become the training's, where they had followed it.
    if (this.#showing.recording && this.#showing.slidersFollow) {
      this.#commitSliders();
      this.#client!.setSettings(this.#runsOf(this.#state).map(({ settings }) => settings));
    }
    this.#showing.goLive();
    this.#show({ state: this.#state, problem: null });
    act();
  }

  /**
   * A new run that waits for its first step; a worker that exists is kept. `isLive`: the recording is not shown.
   * `origin`: the training that it is to go on with.
   */
  #begin(isLive = false, origin: GoingOn | null = null): void {
    this.#origin = origin;
    this.#draft = {};
    this.#isReady = false;
    this.#whenReady = null;
    this.#resumesOnReturn = false;
    this.#isAsked = false;
    this.#vitals = null;
    this.#whatIf?.clear();
    this.#showing.begin(runsOf(this.spec, this.#state).length, isLive);
    this.#show({
      phase: 'idle',
      stepsPerSecond: null,
      state: this.#state,
      problem: null,
      offersRestart: false,
    });
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
        this.#config(),
        backendChoice(this.spec, this.#state),
        this.services.recallBackend(),
        this.#origin?.origin ?? null,
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
        // Where the code for it does not arrive, the training has no past and lacks nothing else.
        const config = this.#config();
        const sliders = config.runs.map((run) => run.settings);
        this.#following = this.#showing
          .follow(report, () => this.#describe(report, config), sliders)
          .then(() => {
            // A run that rests by now sends no frame that would tell of its timeline.
            if (!this.#isDisposed) this.#change(this.#shown());
          })
          .catch(() => {});
        if (report.remember) this.services.rememberBackend(report.remember);
        // A worker that starts again on the backend that it has tries no other: what was refused before still is.
        const isSame = report.backend === this.#status.backend && report.refused.length === 0;
        this.#change({
          phase: 'paused',
          backend: report.backend,
          kernels: report.kernels,
          refused: isSame ? this.#status.refused : report.refused,
          available: report.available,
          problem: null,
        });
        // Sliders may have moved while it was starting; the first frame shows them.
        const settings = this.#runsOf(this.#state).map((run) => run.settings);
        if (!this.#origin) this.#client!.setSettings(settings);
        if (this.#guest) this.#client!.setGuest(this.#guest);
        this.#client!.lend(settings.length);
        this.#actIfPossible();
      },
      onFrame: (set) => {
        this.#showing.take(set);
        this.#show({ stepsPerSecond: set.stepsPerSecond || null });
      },
      onState: (step, playing) => {
        this.#isAsked = false;
        // A run that rests because something failed waits for the reader; the sentence stays.
        const rest = this.#status.phase === 'failed' ? 'failed' : 'paused';
        this.#showing.liveStep = step;
        this.#change({ step: this.#showing.step, phase: playing ? 'playing' : rest });
      },
      onChanged: (change) => {
        this.#showing.note(change);
        this.#change(this.#shown());
      },
      onCatchingUp: (progress) => {
        this.#showing.catchUp(progress);
        this.#change(this.#shown());
      },
      onProgress: (count, total) => this.#change({ loaded: { count, total } }),
      onBackend: (backend, kernels) => this.#change({ backend, kernels }),
      onVitals: (_, vitals) => {
        this.#vitals = vitals;
        this.#change({});
      },
      onProblem: (problem) => {
        if (problem.recovered && problem.code !== 'data-unavailable') this.#change({ problem });
        else this.#fail(problem);
      },
    };
  }

  #fail(problem: Problem): void {
    if (problem.code === 'worker-lost') {
      this.#isReady = false;
      this.#showing.lose();
    }
    this.#whenReady = problem.code === 'data-unavailable' ? this.#whenReady : null;
    // A diverged run rests at its last good step; everything else waits for the reader.
    this.#change({ problem, phase: problem.code === 'diverged' ? 'paused' : 'failed' });
  }

  /** What a recording of the training that begins says of itself. */
  async #describe(
    { backend, classNames, shape }: ReadyReport,
    config: TrainingConfig,
  ): Promise<RecordingInfo> {
    const data = valuesOf(this.spec, this.#state).data as string;
    const { describeTraining } = await import('./recorded-run');
    const norms = config.runs.map(() => true);
    return describeTraining(this.spec, config, { data, backend, classNames, shape, norms });
  }

  /** What is trained: what is set, or what was recorded. */
  #config(): TrainingConfig {
    return this.#origin?.config ?? trainingConfig(this.spec, this.#state, this.services.datasetUrl);
  }

  #runs(): RunStatus[] {
    return this.#runsOf(this.#shownState);
  }

  #runsOf(state: DemoState): RunStatus[] {
    const { computedWith } = this.#showing;
    const frames = this.#frames();
    return runsOf(this.spec, state).map((run, i) => {
      const { loss } = run;
      const settings = runSettings(run, this.spec, state);
      const frame = frames?.[i];
      if (!frame) return { spec: loss, settings, effective: settings, stats: {} };
      const moved = computedWith ? movedFrom(computedWith[i], settings) : {};
      return {
        spec: loss,
        settings,
        effective: { ...effectiveOf(loss, settings, frame), ...moved },
        stats: statsOf(frame),
      };
    });
  }

  get #isWhatIf(): boolean {
    return this.#whatIf !== null && !this.#whatIf.isEmpty;
  }

  /** What is shown, with the weights where the reader pulled them. */
  #frames(): readonly Frame[] | null {
    const { frames, company } = this.#showing;
    if (!frames || !this.#isWhatIf) return frames;
    const runs = runsOf(this.spec, this.#state);
    return frames.map((frame, run) => this.#whatIf!.apply(frame, run, runs[run].loss, company.labels_n));
  }

  #moment(): Moment {
    const { step, frames, guest, company } = this.#showing;
    const trained = this.#isWhatIf ? frames : null;
    return { step, frames: this.#frames(), trained, guest, runs: this.#status.runs, ...company };
  }

  #requestDraw(): void {
    this.#isStale = true;
    this.#awaitDisplayFrame();
  }

  #awaitDisplayFrame(): void {
    if (this.#cancelDraw || this.#isSuspended || this.#isDisposed) return;
    this.#cancelDraw = this.services.motion.nextFrame(() => {
      this.#cancelDraw = null;
      const { motion } = this.services;
      if (this.#showing.tick(motion.now(), motion.reduced)) {
        this.#change(this.#shown());
        this.#isStale = true;
      }
      if (this.#isStale) {
        this.#isStale = false;
        const moment = this.#moment();
        for (const painter of this.#painters) painter(moment);
      }
      if (this.#showing.player?.isReplaying) this.#awaitDisplayFrame();
    });
  }

  #change(part: Partial<SessionStatus>): void {
    this.#status = { ...this.#status, ...part };
    for (const listener of this.#listeners) listener();
  }
}
