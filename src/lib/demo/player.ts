/** Shows one moment of a recording at a time, moves among them, and plays them in order. Lives while a demo does. */
import { openFrame, type Frame } from '../frame/layout';
import type { Recording } from '../frame/recording';

/** Ten moments a second: the views' gliding fills the time between. */
const momentMs = 100;

export class Player {
  #step: number;
  #opened: { step: number; frames: readonly Frame[] } | null = null;
  readonly #buffers: readonly Frame[];
  #dueAtMs: number | null = null;
  isReplaying = false;

  /** Begins at the recording's last moment. */
  constructor(readonly recording: Recording) {
    this.#buffers = recording.info.runs.map(() => openFrame(recording.info.shape));
    this.#step = recording.steps.at(-1) ?? 0;
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
    const last = this.recording.length - 1;
    this.#step = this.recording.moments[Math.max(0, Math.min(last, Math.round(index)))].step;
  }

  /** Plays from here, or from the beginning where this is the end. */
  replay(): void {
    if (this.index >= this.recording.length - 1) this.seek(0);
    this.isReplaying = true;
    this.#dueAtMs = null;
  }

  stop(): void {
    this.isReplaying = false;
  }

  /** Goes on where it is time to; true where something changed. */
  tick(nowMs: number): boolean {
    if (!this.isReplaying) return false;
    this.#dueAtMs ??= nowMs + momentMs;
    if (nowMs < this.#dueAtMs) return false;
    // After a pause off screen it does not hurry to catch up.
    this.#dueAtMs = Math.max(this.#dueAtMs + momentMs, nowMs);
    this.seek(this.index + 1);
    if (this.index >= this.recording.length - 1) this.isReplaying = false;
    return true;
  }
}
