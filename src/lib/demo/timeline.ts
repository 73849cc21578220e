/** What a timeline shows of a run: its moments, where its sliders were moved, how its margin grew, its other branches. */
import { headerSlots } from '../frame/layout';
import type { Recording } from '../frame/recording';
import type { SettingsChange } from '../frame/settings-change';
import { lossById } from '../loss/registry';
import type { LossSettings } from '../loss/spec';
import type { CatchingUp } from '../train/client';
import type { Speed } from './player';

/** Moments that can be gone back to: those of a recording, or those kept of the training that goes on here. */
export interface Timeline {
  readonly source: 'recorded' | 'live';
  /** Steps of the moments, ascending. */
  readonly steps: readonly number[];
  /** The moment that is shown. */
  readonly index: number;
  readonly isReplaying: boolean;
  readonly speed: Speed;
  /** Sliders that stand elsewhere than when the shown moment was computed. */
  readonly moved: readonly SliderMove[];
  /** Where sliders were moved in the middle of the run. */
  readonly changes: readonly SliderChange[];
  readonly margin: MarginCourse | null;
  /** Other ways that the training took, to go back to. */
  readonly branches: readonly OtherBranch[];
  /** True where training can go on from the shown moment, which is not simply the newest. */
  readonly canFork: boolean;
  /** Step of the newest copy of a recorded training up to the shown moment; null: there is only the seed. */
  readonly copyStep: number | null;
  /** A fork that is still on its way to its step. */
  readonly catchingUp: CatchingUp | null;
}

export interface SliderMove {
  readonly run: number;
  readonly name: string;
  readonly recorded: number | string;
}

export interface SliderChange {
  readonly step: number;
  readonly run: number;
  readonly name: string;
  readonly before: number | string;
  readonly after: number | string;
  /** True for a margin. */
  readonly isMargin: boolean;
}

/** The effective margin (slider × ramp) of one run at each moment. */
export interface MarginCourse {
  readonly run: number;
  readonly name: string;
  readonly max: number;
  /** In the order of `Timeline.steps`. */
  readonly values: readonly number[];
}

export interface OtherBranch {
  readonly id: number;
  /** Where it leaves the branch that it came from; 0 for the first. */
  readonly fromStep: number;
  readonly toStep: number;
  /** Settings at its end, of each run. */
  readonly settings: readonly LossSettings[];
}

/** What a timeline tells of the run itself, whatever is shown of it. */
export function courseOf(
  recording: Recording,
  changes: readonly SettingsChange[],
): Pick<Timeline, 'steps' | 'changes' | 'margin'> {
  const { info, moments, steps } = recording;
  const moves = sliderChanges(recording, changes);
  return { steps, changes: moves, margin: marginCourse() };

  /** Of the run whose margin was moved, or else of the first whose loss has one on a slider. */
  function marginCourse(): MarginCourse | null {
    const moved = moves.find(({ isMargin }) => isMargin)?.run ?? 0;
    for (const [run, { loss }] of [...info.runs.entries()].slice(moved)) {
      const parameters = lossById(loss)?.parameters ?? [];
      const index = parameters.findIndex(({ role, integer }) => role === 'margin' && !integer);
      if (index < 0) continue;
      const { name, max } = parameters[index];
      const slot = headerSlots.length + index;
      return { run, name, max, values: moments.map(({ frames }) => frames[run].header[slot]) };
    }
    return null;
  }
}

/** Each slider that was moved once training had begun; runs that share a slider tell it once. */
function sliderChanges({ info }: Recording, changes: readonly SettingsChange[]): SliderChange[] {
  return changes.flatMap(({ step, runs }, index): SliderChange[] => {
    const before = changes[index - 1]?.runs;
    if (!before || step === 0) return [];
    const told = new Set<string>();
    return runs.flatMap(({ settings }, run) =>
      Object.entries(settings).flatMap(([name, after]): SliderChange[] => {
        const old = before[run].settings[name];
        if (old === after || told.has(name)) return [];
        told.add(name);
        const parameter = lossById(info.runs[run].loss)?.parameters.find((own) => own.name === name);
        return [{ step, run, name, before: old, after, isMargin: parameter?.role === 'margin' }];
      }),
    );
  });
}

/** Sliders of `settings` that differ from those that something was computed with. */
export function movedSliders(
  computedWith: readonly LossSettings[],
  settings: readonly LossSettings[],
): SliderMove[] {
  return computedWith.flatMap((own, run) =>
    Object.entries(own)
      .filter(([name, value]) => name in settings[run] && settings[run][name] !== value)
      .map(([name, value]) => ({ run, name, recorded: value })),
  );
}
