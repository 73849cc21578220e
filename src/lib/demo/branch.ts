/** One of the ways that a training took: its moments, its courses, and its sliders' changes. Belongs to a `Showing`. */
import { readSlot } from '../frame/layout';
import type { Recording } from '../frame/recording';
import { changesUntil, withChange, type SettingsChange } from '../frame/settings-change';
import type { FrameSet } from '../train/client';
import { RunHistory } from './history';
import type { RunRecorder } from './run-recorder';

export class Branch {
  /** The first holds what was set before step 0. */
  changes: readonly SettingsChange[] = [];
  histories: readonly RunHistory[];
  /** Null until the code for it is here. */
  recorder: RunRecorder | null = null;
  /** Step of the newest moment. */
  lastStep: number;

  /** `forkStep`: where it left another branch; null for the first. */
  constructor(
    readonly id: number,
    runCount: number,
    readonly forkStep: number | null = null,
  ) {
    this.histories = Array.from({ length: runCount }, () => new RunHistory());
    this.lastStep = forkStep ?? 0;
  }

  get recording(): Recording | null {
    const recording = this.recorder?.recording;
    return recording?.length ? recording : null;
  }

  take({ step, frames, losses }: FrameSet): void {
    // A run that went back to an older step forgets what came after it.
    this.changes = changesUntil(this.changes, step);
    this.lastStep = step;
    this.recorder?.add(step, frames);
    frames.forEach((frame, run) => this.histories[run].add(step, losses[run], readSlot(frame, 'accuracy')));
  }

  note(change: SettingsChange): void {
    this.changes = withChange(this.changes, change);
  }

  /** A branch that begins here at a step and has all that was before it. */
  forkedAt(id: number, step: number): Branch {
    const next = new Branch(id, 0, step);
    next.histories = this.histories.map((history) => history.until(step));
    next.changes = changesUntil(this.changes, step);
    next.recorder = this.recorder?.until(step) ?? null;
    return next;
  }
}
