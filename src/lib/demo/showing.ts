/**
 * Decides which moment of a demo is seen: the newest of the training, an earlier one that the reader went back to,
 * or one of a recorded run. It keeps the training's past, and belongs to one session.
 */
import type { Frame } from '../frame/layout';
import type { Recording } from '../frame/recording';
import type { RecordingInfo } from '../frame/recording-info';
import { readSlot } from '../frame/layout';
import type { LossSettings } from '../loss/spec';
import type { FrameSet, ReadyReport } from '../train/client';
import { RunHistory } from './history';
import type { Player } from './player';
import type { RunRecorder } from './run-recorder';
import type { Moment, Timeline } from './session-status';

/** What goes with frames into a moment. */
type Company = Pick<Moment, 'histories' | 'labels_n' | 'classNames'>;

/** A recording that is ready to be shown. */
export interface Recorded {
  readonly player: Player;
  readonly company: Company;
}

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

export class Showing {
  /** The recording that fits what is set; null where there is none. */
  recorded: Recorded | null = null;
  /** Step of the training, whatever is shown. */
  liveStep = 0;
  #live: Company;
  #newest: FrameSet | null = null;
  /** True once the reader asked for training: its frames are shown then, not the recording's. */
  #isLive = false;
  /** True where a training began in another's place: no recording is shown until its first frame. */
  #hidesRecorded = false;
  #recorder: RunRecorder | null = null;
  /** The reader went back in the training; null: its newest moment is shown. */
  #past: Player | null = null;

  constructor(runCount: number) {
    this.#live = { histories: historiesFor(runCount), labels_n: new Uint8Array(0), classNames: digits };
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  /** Who shows moments now; null while the training's newest one is shown, or nothing yet. */
  get player(): Player | null {
    const isLive = this.#hidesRecorded || (this.#isLive && this.#newest);
    return isLive ? this.#past : (this.recorded?.player ?? null);
  }

  /** The recording that is shown; null where the training is. */
  get recording(): Recording | null {
    const { player } = this;
    return player && player === this.recorded?.player ? player.recording : null;
  }

  get frames(): readonly Frame[] | null {
    return this.player?.frames ?? this.#newest?.frames ?? null;
  }

  /** Where the reader's own image lies in each run [K][d]: only the network of the newest moment is there to say. */
  get guest(): readonly Float32Array[] | null {
    return this.player ? null : (this.#newest?.guest ?? null);
  }

  get step(): number {
    return this.player?.step ?? this.liveStep;
  }

  get company(): Company {
    return this.recording ? this.recorded!.company : this.#live;
  }

  /** A training that waits for its first step. `isLive`: no recording is shown in its place. */
  begin(runCount: number, isLive: boolean): void {
    this.#newest = null;
    this.#recorder = null;
    this.#past = null;
    this.#isLive = this.#hidesRecorded = isLive;
    this.liveStep = 0;
    this.#live = { ...this.#live, histories: historiesFor(runCount) };
  }

  /** The reader asked for training, which goes on from its newest moment, whichever was looked at. */
  goLive(): void {
    this.#isLive = true;
    this.#past = null;
    this.recorded?.player.stop();
  }

  /** The worker that trained is gone; the next one begins at the first step. What is drawn stays. */
  lose(): void {
    this.liveStep = 0;
  }

  /** Gets ready for the frames of a training, and keeps its past once the code for that is here. */
  async follow(
    { labels_n, classNames }: Pick<ReadyReport, 'labels_n' | 'classNames'>,
    describe: () => Promise<RecordingInfo>,
  ): Promise<void> {
    this.liveStep = 0;
    this.#recorder = null;
    this.#past = null;
    this.#live = { ...this.#live, labels_n, classNames };
    const [{ RunRecorder }, info] = await Promise.all([import('./run-recorder'), describe()]);
    // Another training, or the end, may have come meanwhile.
    if (this.#live.labels_n !== labels_n) return;
    this.#recorder = new RunRecorder(info, labels_n);
    if (this.#newest) this.#recorder.add(this.#newest.step, this.#newest.frames);
  }

  /** Takes a frame of the training over; the one before goes back to the worker. */
  take(set: FrameSet): void {
    this.#newest?.release();
    this.#newest = set;
    this.liveStep = set.step;
    this.#recorder?.add(set.step, set.frames);
    set.frames.forEach((frame, run) =>
      this.#live.histories[run].add(set.step, set.losses[run], readSlot(frame, 'accuracy')),
    );
  }

  /** The timeline, where there is one. `settings`: the sliders of each run. */
  timeline(settings: readonly LossSettings[]): Timeline | null {
    const { player, recording } = this;
    if (player) {
      return {
        source: recording ? 'recorded' : 'live',
        steps: player.recording.steps,
        index: player.index,
        isReplaying: player.isReplaying,
        moved: recording ? movedSliders(recording, settings) : [],
      };
    }
    const kept = this.#isLive ? this.#recorder?.recording : undefined;
    if (!kept?.length) return null;
    return { source: 'live', steps: kept.steps, index: kept.length - 1, isReplaying: false, moved: [] };
  }

  /** Shows moment number `index` of the timeline; the newest of a training is followed again. */
  async seek(index: number): Promise<void> {
    const player = await this.#needPlayer();
    player?.stop();
    player?.seek(index);
    this.#followAtEnd();
  }

  async replay(): Promise<void> {
    (await this.#needPlayer())?.replay();
  }

  /** Goes on with a replay where it is time to; true where another moment is shown. */
  tick(nowMs: number): boolean {
    const hasMoved = this.player?.tick(nowMs) ?? false;
    if (hasMoved && !this.player!.isReplaying) this.#followAtEnd();
    return hasMoved;
  }

  /** What is shown, as a recording to be saved; null where there is nothing. */
  saved(settings: readonly LossSettings[]): Recording | null {
    if (this.recording) return this.recording;
    const kept = this.#recorder;
    if (!this.#isLive || !kept?.recording.length) return null;
    return kept.finished(
      settings,
      this.#live.histories.map(({ loss }) => loss),
    );
  }

  dispose(): void {
    this.#live = { ...this.#live, labels_n: new Uint8Array(0) };
    this.#newest = null;
    this.#recorder = null;
    this.#past = null;
    this.recorded = null;
  }

  async #needPlayer(): Promise<Player | null> {
    if (this.#isLive && this.#newest && !this.#past) {
      const { Player } = await import('./player');
      const kept = this.#recorder?.recording;
      if (kept?.length) this.#past ??= new Player(kept);
    }
    return this.player;
  }

  #followAtEnd(): void {
    const past = this.#past;
    if (past && past.index === past.recording.length - 1) this.#past = null;
  }
}

const historiesFor = (runCount: number): RunHistory[] =>
  Array.from({ length: runCount }, () => new RunHistory());

/** Sliders that stand elsewhere than when the recording was made. */
function movedSliders({ info }: Recording, settings: readonly LossSettings[]): Timeline['moved'] {
  return info.runs.flatMap((recorded, run) =>
    Object.entries(recorded.settings)
      .filter(([name, value]) => name in settings[run] && settings[run][name] !== value)
      .map(([name, value]) => ({ run, name, recorded: value })),
  );
}
