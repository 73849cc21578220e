/** Shows one moment of a recording at a time, moves among them, and plays them. Lives while a demo does. */
import { openFrame, type Frame } from '../frame/layout';
import type { Recording } from '../frame/recording';

/** How fast a replay runs; below 0 it runs backwards. */
export const speeds = [-1, 0.25, 1, 4] as const;
export type Speed = (typeof speeds)[number];

/** At full speed ten moments a second, the views' gliding filling the time between, and no run takes longer than this. */
const momentMs = 100;
const longestMs = 12_000;
/** A picture that comes late is made up for, but no pause off screen. */
const mostLateMs = 34;
/** Where motion is reduced, few pictures, each of which stands a while. */
const reduced = { momentMs: 500, pictures: 12 } as const;

export class Player {
  #step: number;
  #opened: { step: number; frames: readonly Frame[] } | null = null;
  readonly #buffers: readonly Frame[];
  #dueAtMs: number | null = null;
  isReplaying = false;
  speed: Speed = 1;

  /** Begins at the recording's last moment. */
  constructor(readonly recording: Recording) {
    this.#buffers = recording.info.runs.map(() => openFrame(recording.info.shape));
    this.#step = recording.moments.at(-1)?.step ?? 0;
  }

  /** Another player, of another recording. */
  onto(recording: Recording): Player {
    const other = new Player(recording);
    other.speed = this.speed;
    return other;
  }

  get index(): number {
    return this.recording.indexNear(this.#step);
  }

  /** Step of the moment that is shown. */
  get step(): number {
    return this.recording.moments[this.index].step;
  }

  /** The shown moment of every run, in buffers that the next one will use again. */
  get frames(): readonly Frame[] {
    const { index, step } = this;
    if (this.#opened?.step !== step) {
      this.#buffers.forEach((frame, run) => this.recording.read(index, run, frame));
      this.#opened = { step, frames: this.#buffers };
    }
    return this.#opened.frames;
  }

  /** Goes to moment number `index`, or to the nearest there is. */
  seek(index: number): void {
    this.#step = this.recording.moments[Math.max(0, Math.min(this.#last, Math.round(index)))].step;
  }

  /** Plays from here, or from the other end where nothing is left to play. */
  replay(): void {
    if (this.#isAtEnd) this.seek(this.speed > 0 ? 0 : this.#last);
    this.isReplaying = true;
    this.#dueAtMs = null;
  }

  stop(): void {
    this.isReplaying = false;
  }

  /** Goes on where it is time to; true where something changed. `isReduced`: in few pictures instead of motion. */
  tick(nowMs: number, isReduced = false): boolean {
    if (!this.isReplaying) return false;
    const pace = Math.abs(this.speed);
    const gapMs = isReduced ? reduced.momentMs : Math.min(momentMs, longestMs / this.recording.length) / pace;
    this.#dueAtMs ??= nowMs + gapMs;
    if (nowMs < this.#dueAtMs) return false;
    const lateMs = Math.min(mostLateMs, nowMs - this.#dueAtMs);
    const moments = isReduced
      ? Math.ceil((this.recording.length * pace) / reduced.pictures)
      : 1 + Math.floor(lateMs / gapMs);
    this.#dueAtMs = Math.max(this.#dueAtMs + (isReduced ? gapMs : moments * gapMs), nowMs);
    this.seek(this.index + Math.sign(this.speed) * moments);
    if (this.#isAtEnd) this.isReplaying = false;
    return true;
  }

  get #last(): number {
    return this.recording.length - 1;
  }

  get #isAtEnd(): boolean {
    return this.speed > 0 ? this.index >= this.#last : this.index <= 0;
  }
}
