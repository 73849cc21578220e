/**
 * Decides which moment of a demo is seen: the newest of the training, an earlier one that the reader went back to,
 * or one of a recorded run. It keeps the training's past and the branches that it took, and belongs to one session.
 */
import { classMarks } from '../data/class-marks';
import type { Frame } from '../frame/layout';
import type { Recording } from '../frame/recording';
import { changesOf, type RecordingInfo } from '../frame/recording-info';
import { changesUntil, settingsAt, type SettingsChange } from '../frame/settings-change';
import type { LossSettings } from '../loss/spec';
import type { CatchingUp, FrameSet, ReadyReport } from '../train/client';
import { firstBranch } from '../train/protocol';
import { Branch } from './branch';
import type { Player, Speed } from './player';
import type { Moment } from './session-status';
import { courseOf, movedSliders, type OtherBranch, type Timeline } from './timeline';

/** What goes with frames into a moment. */
type Company = Pick<Moment, 'histories' | 'leftHistories' | 'labels_n' | 'classNames'>;

/** A recording that is ready to be shown. */
export interface Recorded {
  readonly player: Player;
  readonly company: Company;
}

/** Ways that were left and are kept; each holds moments of its own. */
const mostOthers = 2;

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

export class Showing {
  /** The recording that fits what is set; null where there is none. */
  recorded: Recorded | null = null;
  /** Step of the training, whatever is shown. */
  liveStep = 0;
  #samples: Pick<Company, 'labels_n' | 'classNames'> = { labels_n: new Uint8Array(0), classNames: digits };
  #branch: Branch;
  /** Branches that were left, the oldest first. */
  #others: readonly Branch[] = [];
  #lastBranchId = firstBranch;
  #newest: FrameSet | null = null;
  /** True once the reader asked for training: its frames are shown then, not the recording's. */
  #isLive = false;
  /** True where a training began in another's place: no recording is shown until its first frame. */
  #hidesRecorded = false;
  /** Here once there is a past. */
  #Player: typeof Player | null = null;
  /** The reader went back in the training; null: its newest moment is shown. */
  #past: Player | null = null;
  /** The step that a fork begins with: until it is here, what was shown stays. Null: nothing is waited for. */
  #awaitedStep: number | null = null;
  #catchingUp: CatchingUp | null = null;
  #speed: Speed = 1;

  constructor(runCount: number) {
    this.#branch = new Branch(firstBranch, runCount);
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  /** True while a fork is on its way to its step. */
  get isAwaiting(): boolean {
    return this.#awaitedStep !== null;
  }

  /** Who shows moments now; null while the training's newest one is shown, or nothing yet. */
  get player(): Player | null {
    if (this.#past) return this.#past;
    const isNewest = this.#hidesRecorded || (this.#isLive && this.#newest && !this.isAwaiting);
    return isNewest ? null : (this.recorded?.player ?? null);
  }

  /** The recording that is shown; null where the training is. */
  get recording(): Recording | null {
    const { player } = this;
    return player && player === this.recorded?.player ? player.recording : null;
  }

  get frames(): readonly Frame[] | null {
    return this.player?.frames ?? (this.isAwaiting ? null : (this.#newest?.frames ?? null));
  }

  /** Where the reader's own image lies in each run [K][d]: only the network of the newest moment is there to say. */
  get guest(): readonly Float32Array[] | null {
    return this.player ? null : (this.#newest?.guest ?? null);
  }

  get step(): number {
    return this.player?.step ?? this.liveStep;
  }

  get company(): Company {
    if (this.recording) return this.recorded!.company;
    const leftHistories = this.#others.map(({ histories }) => histories);
    return { ...this.#samples, histories: this.#branch.histories, leftHistories };
  }

  /** With what the shown moment was computed; null where that is what the sliders say: at the training's newest. */
  get computedWith(): readonly LossSettings[] | null {
    const { player } = this;
    return player && settingsAt(this.#changes, player.step);
  }

  /** True where the sliders follow what is shown, so that going back shows how they stood. */
  get slidersFollow(): boolean {
    if (!this.player || this.isAwaiting) return false;
    return !this.recording || this.recording.info.changes !== undefined;
  }

  /** Branches that a worker must not forget. */
  get keptBranches(): number[] {
    return this.#others.map(({ id }) => id);
  }

  /** A training that waits for its first step. `isLive`: no recording is shown in its place. */
  begin(runCount: number, isLive: boolean): void {
    this.#newest = null;
    this.#past = null;
    this.#isLive = this.#hidesRecorded = isLive;
    this.liveStep = 0;
    this.#branch = new Branch(firstBranch, runCount);
    this.#others = [];
    this.#lastBranchId = firstBranch;
    this.#awaitedStep = null;
    this.#catchingUp = null;
  }

  /** The reader asked for training, which goes on from its newest moment, whichever was looked at. */
  goLive(): void {
    this.#isLive = true;
    if (!this.isAwaiting) this.#past = null;
    this.recorded?.player.stop();
  }

  /** The worker that trained is gone; the next one begins at the first step. What is drawn stays. */
  lose(): void {
    this.liveStep = 0;
  }

  /** Where the training's own past is shown, it becomes a recorded run: whoever trained it is gone. */
  settleAsRecorded(settings: readonly LossSettings[]): Recording | null {
    const { player, company } = this;
    if (!this.#past || !player) return this.recording;
    const recording = this.saved(settings)!;
    const settled = player.onto(recording);
    settled.seek(player.index);
    this.recorded = { player: settled, company };
    return recording;
  }

  /** Gets ready for the frames of a training, and keeps its past once the code for that is here. */
  async follow(
    { labels_n, classNames }: Pick<ReadyReport, 'labels_n' | 'classNames'>,
    describe: () => Promise<RecordingInfo>,
    settings: readonly LossSettings[],
  ): Promise<void> {
    const branch = this.#branch;
    if (!this.isAwaiting) this.liveStep = 0;
    this.#samples = { labels_n, classNames: classMarks(classNames) };
    branch.note({ step: 0, runs: settings.map((own) => ({ settings: own, changedAtStep: null })) });
    const [{ RunRecorder }, { Player }, info] = await Promise.all([
      import('./run-recorder'),
      import('./player'),
      describe(),
    ]);
    // Another training, or the end, may have come meanwhile.
    if (this.#branch !== branch) return;
    this.#Player = Player;
    branch.recorder = new RunRecorder(info, labels_n);
    if (this.#newest) branch.recorder.add(this.#newest.step, this.#newest.frames);
  }

  /** Frames before this step are kept and not shown. */
  expect(step: number): void {
    this.#awaitedStep = step;
    this.liveStep = step;
  }

  /** Takes a frame of the training over; the one before goes back to the worker. */
  take(set: FrameSet): void {
    this.#newest?.release();
    this.#newest = set;
    this.#branch.take(set);
    const awaited = this.#awaitedStep;
    this.liveStep = Math.max(set.step, awaited ?? 0);
    if (awaited === null || set.step < awaited) return;
    this.#awaitedStep = null;
    this.#catchingUp = null;
    if (this.#past?.step === awaited) this.#past = null;
  }

  /** Sliders took effect. */
  note(change: SettingsChange): void {
    this.#branch.note(change);
  }

  catchUp(progress: CatchingUp): void {
    this.#catchingUp = progress.step < progress.target ? progress : null;
  }

  /** The training leaves its way at a step that is shown, on a new branch, whose id is returned. */
  fork(step: number): number {
    const next = this.#branch.forkedAt(++this.#lastBranchId, step);
    this.#turnTo(next, step);
    return next.id;
  }

  /**
   * The training of a recording goes on here from a step, in a run that has not begun; until then what is shown stays.
   *
   * @returns the new branch, and whether the moments before the step are known already
   */
  forkRecorded(step: number, { player: { recording }, company }: Recorded): { id: number; isKnown: boolean } {
    const branch = this.#branch.forkedAt(++this.#lastBranchId, step);
    this.#branch = branch;
    branch.changes = changesUntil(changesOf(recording.info), step);
    const isKnown = branch.recorder?.canAdopt(recording) ?? false;
    if (isKnown) {
      branch.recorder!.adopt(recording, step);
      branch.histories = company.histories.map((history) => history.until(step));
    }
    this.expect(step);
    return { id: branch.id, isKnown };
  }

  /** Back to a branch that was left. Null where it is not kept; else with what it goes on. */
  returnTo(id: number): readonly LossSettings[] | null {
    const next = this.#others.find((branch) => branch.id === id);
    if (!next) return null;
    this.#turnTo(next, next.lastStep);
    return next.changes.at(-1)?.runs.map(({ settings }) => settings) ?? [];
  }

  /** The timeline, where there is one. `settings`: the sliders of each run. */
  timeline(settings: readonly LossSettings[]): Timeline | null {
    const { player, recording } = this;
    const kept = player?.recording ?? (this.#isLive ? this.#branch.recording : null);
    if (!kept) return null;
    const computedWith = this.computedWith;
    return {
      source: recording ? 'recorded' : 'live',
      ...courseOf(kept, this.#changes),
      index: player?.index ?? kept.length - 1,
      isReplaying: player?.isReplaying ?? false,
      speed: this.#speed,
      moved: computedWith ? movedSliders(computedWith, settings) : [],
      branches: recording ? [] : this.#others.map(otherBranch),
      canFork: player !== null && !this.isAwaiting,
      copyStep: recording?.stands.findLast(({ step }) => step <= player!.step)?.step ?? null,
      catchingUp: this.#catchingUp,
    };
  }

  /** Shows moment number `index` of the timeline; the newest of a training is followed again. */
  async seek(index: number): Promise<void> {
    const player = await this.#needPlayer();
    player?.stop();
    player?.seek(index);
    this.#followAtEnd();
  }

  /** Shows the recorded moment that is nearest to a step. */
  async goTo(step: number): Promise<void> {
    const player = await this.#needPlayer();
    if (player) await this.seek(player.recording.indexNear(step));
  }

  async replay(speed: Speed = this.#speed): Promise<void> {
    this.setSpeed(speed);
    const player = await this.#needPlayer();
    if (player) player.speed = speed;
    player?.replay();
  }

  setSpeed(speed: Speed): void {
    this.#speed = speed;
    if (this.player) this.player.speed = speed;
  }

  /** Goes on with a replay where it is time to; true where another moment is shown. */
  tick(nowMs: number, isReduced: boolean): boolean {
    const hasMoved = this.player?.tick(nowMs, isReduced) ?? false;
    if (hasMoved && !this.player!.isReplaying) this.#followAtEnd();
    return hasMoved;
  }

  /** What is shown, as a recording to be saved; null where there is nothing. */
  saved(settings: readonly LossSettings[]): Recording | null {
    if (this.recording) return this.recording;
    const { recorder, histories, changes } = this.#branch;
    if (!this.#isLive || !recorder?.recording.length) return null;
    const losses = histories.map(({ loss }) => loss);
    return recorder.finished(settings, losses, changes);
  }

  dispose(): void {
    this.#samples = { ...this.#samples, labels_n: new Uint8Array(0) };
    this.#newest = null;
    this.#past = null;
    this.#others = [];
    this.#branch = new Branch(firstBranch, 0);
    this.recorded = null;
  }

  get #changes(): readonly SettingsChange[] {
    return this.recording ? changesOf(this.recording.info) : this.#branch.changes;
  }

  /** Leaves the present branch for another, which is shown at a step until its first frame is here. */
  #turnTo(next: Branch, step: number): void {
    this.#others = [...this.#others.filter((branch) => branch !== next), this.#branch].slice(-mostOthers);
    this.#branch = next;
    this.#newest?.release();
    this.#newest = null;
    const { recording } = next;
    this.#past = recording && this.#Player ? this.#playerOf(recording, this.#Player) : null;
    this.#catchingUp = null;
    this.expect(step);
  }

  async #needPlayer(): Promise<Player | null> {
    if (this.#isLive && this.#newest && !this.isAwaiting && !this.#past) {
      const { Player } = await import('./player');
      const kept = this.#branch.recording;
      if (kept) this.#past ??= this.#playerOf(kept, Player);
    }
    return this.player;
  }

  #playerOf(recording: Recording, Maker: typeof Player): Player {
    const player = new Maker(recording);
    player.speed = this.#speed;
    return player;
  }

  #followAtEnd(): void {
    const past = this.#past;
    if (past && !this.isAwaiting && past.index === past.recording.length - 1) this.#past = null;
  }
}

function otherBranch({ id, forkStep, lastStep, changes }: Branch): OtherBranch {
  const settings = changes.at(-1)?.runs.map((run) => run.settings) ?? [];
  return { id, fromStep: forkStep ?? 0, toStep: lastStep, settings };
}
