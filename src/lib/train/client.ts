/**
 * The page's end of the training worker: starts it, sends commands, lends frame buffers and takes them back. It
 * holds no tfjs and draws nothing. Reports of an older run are dropped here, so nobody above sees them.
 */
import { frameBytes, openFrame, type Frame, type FrameShape } from '../frame/layout';
import type { SettingsChange } from '../frame/settings-change';
import type { LossSettings } from '../loss/spec';
import { Askers } from './askers';
import { firstBranch } from './protocol';
import type {
  BackendChoice,
  BackendId,
  Command,
  Kernels,
  LabelCheck,
  Origin,
  Problem,
  RememberedBackend,
  Report,
  RunVitals,
  Stand,
  StrangerTemplates,
  TrainingConfig,
} from './protocol';

/** As much of a Worker as is used here. */
export interface WorkerLike {
  postMessage(message: Command, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Report>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

type ReportOf<T extends Report['type']> = Extract<Report, { type: T }>;
export type ReadyReport = ReportOf<'ready'>;

/** One moment of every run of the lock-step set. */
export interface FrameSet {
  readonly step: number;
  /** In the order of the config's runs. They belong to the worker again after `release`. */
  readonly frames: readonly Frame[];
  /** Losses of the steps since the set before, [K][steps]. */
  readonly losses: readonly Float32Array[];
  readonly stepsPerSecond: number;
  /** Where the reader's own image lies in each run [K][d]; null where there is none. */
  readonly guest: readonly Float32Array[] | null;
  /** Gives the buffers back; call it once, after drawing. */
  release(): void;
}

/** How far a fork has come on its way back to its step. */
export type CatchingUp = Pick<ReportOf<'catching-up'>, 'from' | 'step' | 'target'>;
export type ForkRequest = Omit<Extract<Command, { type: 'fork' }>, 'type' | 'run'>;

export interface ClientHandlers {
  onReady(report: ReadyReport): void;
  onFrame(set: FrameSet): void;
  onState(step: number, playing: boolean): void;
  /** Sliders took effect at a step. */
  onChanged?(change: SettingsChange): void;
  /** Steps that were taken before are taken again, on the way to where a fork begins. */
  onCatchingUp?(progress: CatchingUp): void;
  onProgress(loaded: number, total: number): void;
  onBackend(backend: BackendId, kernels: Kernels | null): void;
  onProblem(problem: Problem): void;
  /** What the frames do not show, of each run after `step`. */
  onVitals?(step: number, vitals: readonly RunVitals[]): void;
}

/** Sets of buffers on loan: one is drawn while the worker fills the other. */
const setsOnLoan = 2;

export class TrainingClient {
  #worker: WorkerLike | null = null;
  #run = 0;
  /** The branch that is trained; frames of others go back as they come. */
  #branch = firstBranch;
  readonly #standAskers = new Askers<readonly Stand[]>('The run was not saved');
  readonly #strangerAskers = new Askers<StrangerTemplates | null>('The run was not judged');
  readonly #labelAskers = new Askers<LabelCheck>('The labels were not looked through');
  #shape: FrameShape | null = null;
  #disposed = false;

  constructor(
    private readonly createWorker: () => WorkerLike,
    private readonly handlers: ClientHandlers,
  ) {}

  /** True while a worker exists. */
  get isAlive(): boolean {
    return this.#worker !== null;
  }

  /**
   * Starts a new run from its first step; whatever ran before in this client ends. `origin`: what the run may be forked
   * from before it has been trained here.
   */
  start(
    config: TrainingConfig,
    backend: BackendChoice,
    remembered: RememberedBackend | null,
    origin: Origin | null = null,
  ): void {
    if (this.#disposed) throw new Error('This training client was disposed; create a new one.');
    this.#run++;
    this.#branch = firstBranch;
    this.#shape = null;
    this.#refuseAskers('another run began');
    this.#worker ??= this.#open();
    this.#send({ type: 'start', run: this.#run, config, backend, remembered, origin });
  }

  /** Goes back to a step and trains on from there, on a branch of its own. */
  fork(request: ForkRequest): void {
    this.#branch = request.branch;
    this.#send({ type: 'fork', run: this.#run, ...request });
  }

  /** Back to a branch that was left, to rest where it was left. */
  returnTo(branch: number, keeps: readonly number[]): void {
    this.#branch = branch;
    this.#send({ type: 'return', run: this.#run, branch, keeps });
  }

  /** Copies of the run at spaced steps, the newest included. Rejects where the run ends before they come. */
  stands(): Promise<readonly Stand[]> {
    return this.#ask(this.#standAskers, { type: 'save', run: this.#run });
  }

  /**
   * Where each run's present network puts the people that it is never trained on; null where the set has none. Rejects
   * where the run ends, or the images cannot be had, before they come.
   */
  strangers(): Promise<StrangerTemplates | null> {
    return this.#ask(this.#strangerAskers, { type: 'strangers', run: this.#run });
  }

  /**
   * How the first `count` training samples, or as many as have arrived, lie to their labels in each run. Rejects where
   * the run ends before the answer comes.
   */
  checkLabels(count: number): Promise<LabelCheck> {
    return this.#ask(this.#labelAskers, { type: 'check-labels', run: this.#run, count });
  }

  /** Trains until `untilStep`, or until paused where it is null. */
  play(untilStep: number | null = null): void {
    this.#send({ type: 'play', run: this.#run, untilStep });
  }

  pause(): void {
    this.#send({ type: 'pause', run: this.#run });
  }

  /** Trains `count` steps, then pauses. */
  step(count: number): void {
    this.#send({ type: 'step', run: this.#run, count });
  }

  /** New slider values for each run of the lock-step set; the next step uses them. */
  setSettings(settings: readonly LossSettings[]): void {
    this.#send({ type: 'settings', run: this.#run, settings });
  }

  /** An image of the reader's own, bytes [H·W]: frames say where it lies, until null takes it away. */
  setGuest(pixels: Uint8Array | null): void {
    this.#send({ type: 'guest', run: this.#run, pixels });
  }

  /** Goes on after missing data. */
  retry(): void {
    this.#send({ type: 'retry', run: this.#run });
  }

  /** Ends the worker and with it everything on the device. */
  dispose(): void {
    this.#disposed = true;
    this.#close();
  }

  #open(): WorkerLike {
    const worker = this.createWorker();
    worker.onmessage = ({ data }) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#lose(event.message || 'the worker stopped without a word');
    };
    worker.onmessageerror = () => this.#lose('a message could not be read');
    return worker;
  }

  #lose(reason: string): void {
    if (!this.#worker) return;
    this.#close();
    this.handlers.onProblem({
      code: 'worker-lost',
      message: `The training worker ended (${reason}).`,
      recovered: false,
      details: { reason },
    });
  }

  #close(): void {
    if (!this.#worker) return;
    this.#worker.onmessage = this.#worker.onerror = this.#worker.onmessageerror = null;
    this.#worker.terminate();
    this.#worker = null;
    this.#refuseAskers('the worker ended');
  }

  async #ask<T>(askers: Askers<T>, question: Command): Promise<T> {
    if (!this.#worker) throw new Error('There is no worker to ask.');
    const answer = askers.wait();
    this.#send(question);
    return answer;
  }

  #refuseAskers(reason: string): void {
    const all = [this.#standAskers, this.#strangerAskers, this.#labelAskers];
    for (const askers of all) askers.refuse(reason);
  }

  #send(command: Command, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(command, transfer);
  }

  #take(report: Report): void {
    if (report.run !== this.#run) return;
    switch (report.type) {
      case 'ready':
        this.#shape = report.shape;
        this.handlers.onReady(report);
        break;
      case 'frame':
        this.#takeFrame(report);
        break;
      case 'state':
        if (report.branch === this.#branch) this.handlers.onState(report.step, report.playing);
        break;
      case 'changed':
        if (report.branch === this.#branch) this.handlers.onChanged?.(report.change);
        break;
      case 'catching-up':
        if (report.branch === this.#branch) this.handlers.onCatchingUp?.(report);
        break;
      case 'stands':
        this.#standAskers.answer(report.stands);
        break;
      case 'strangers':
        if (report.refused === null) this.#strangerAskers.answer(report.strangers);
        else this.#strangerAskers.refuse(report.refused);
        break;
      case 'labels-checked':
        this.#labelAskers.answer(report.check);
        break;
      case 'progress':
        this.handlers.onProgress(report.loaded, report.total);
        break;
      case 'backend':
        this.handlers.onBackend(report.backend, report.kernels);
        break;
      case 'problem':
        if (!report.problem.recovered) this.#refuseAskers(report.problem.message);
        this.handlers.onProblem(report.problem);
        break;
      case 'vitals':
        this.handlers.onVitals?.(report.step, report.vitals);
        break;
    }
  }

  /** Lends the worker its buffers; call it once a run, after `onReady`. */
  lend(runs: number): void {
    const shape = this.#shape;
    if (!shape) return;
    const sets = Array.from({ length: setsOnLoan }, () =>
      Array.from({ length: runs }, () => new ArrayBuffer(frameBytes(shape))),
    );
    this.#send({ type: 'free', run: this.#run, sets }, sets.flat());
  }

  #takeFrame({ run, branch, step, buffers, losses, stepsPerSecond, guest }: ReportOf<'frame'>): void {
    const shape = this.#shape;
    if (!shape) return;
    if (branch !== this.#branch) {
      this.#send({ type: 'free', run, sets: [buffers] }, buffers);
      return;
    }
    let released = false;
    this.handlers.onFrame({
      step,
      frames: buffers.map((buffer) => openFrame(shape, buffer)),
      losses,
      stepsPerSecond,
      guest,
      release: () => {
        if (released || run !== this.#run) return;
        released = true;
        this.#send({ type: 'free', run, sets: [buffers] }, buffers);
      },
    });
  }
}
