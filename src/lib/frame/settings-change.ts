/** What a training computed with, and from which step on: with it, the same steps can be taken again. */
import type { LossSettings } from '../loss/spec';

/** Under what one run stands. */
export interface Conditions {
  /** Slider values. */
  readonly settings: LossSettings;
  /** Step of their last change, after which the learning rate rises once more; null before any. */
  readonly changedAtStep: number | null;
}

/** The conditions of every run of a lock-step set, as they are for the step that follows `step` steps. */
export interface SettingsChange {
  readonly step: number;
  readonly runs: readonly Conditions[];
}

/** The changes up to and including `step`. */
export const changesUntil = (changes: readonly SettingsChange[], step: number): SettingsChange[] =>
  changes.filter((change) => change.step <= step);

/** The changes with one more. At each step the last one counts, and nothing stands after the newest. */
export function withChange(
  changes: readonly SettingsChange[],
  change: SettingsChange,
): readonly SettingsChange[] {
  return [...changesUntil(changes, change.step - 1), change];
}

/** What was set at `step`, changes of that very step included; null before the first. */
export const settingsAt = (changes: readonly SettingsChange[], step: number): LossSettings[] | null =>
  changesUntil(changes, step)
    .at(-1)
    ?.runs.map(({ settings }) => settings) ?? null;
