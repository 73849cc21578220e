/** What a session tells of itself: to whoever shows its status, and to the views that draw a moment. */
import { readEffective, readSlot, type Frame } from '../frame/layout';
import type { RecordingErrorCode } from '../frame/recording-error';
import type { LossSettings, LossSpec } from '../loss/spec';
import type { BackendId, Kernels, Problem } from '../train/protocol';
import type { DemoState } from './demo-spec';
import type { RunHistory } from './history';
import type { Timeline } from './timeline';

export type { Timeline } from './timeline';

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
  /** Which kernels run on `wasm`, and which better ones were refused. */
  readonly kernels: Kernels | null;
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
  /** Null where there is nothing to go back to. */
  readonly timeline: Timeline | null;
  /** True while class weights stand where the reader pulled them. */
  readonly isWhatIf: boolean;
  /** Why a recorded run could not be shown; what was shown stayed. */
  readonly recordingProblem: RecordingErrorCode | null;
}

/** What views are given at each drawing. */
export interface Moment {
  readonly step: number;
  /** Frame of each run that is to be drawn; null before the first. */
  readonly frames: readonly Frame[] | null;
  /** The frames as they were trained, where weights in `frames` are moved; null where none is. */
  readonly trained: readonly Frame[] | null;
  /** Where the reader's own image lies in each run [K][d]; null where there is none, or no network to ask. */
  readonly guest: readonly Float32Array[] | null;
  readonly runs: readonly RunStatus[];
  readonly histories: readonly RunHistory[];
  /** Those of the ways that were left, run by run. */
  readonly leftHistories: readonly (readonly RunHistory[])[];
  readonly labels_n: Uint8Array;
  readonly classNames: readonly string[];
}

export function effectiveOf(loss: LossSpec, settings: LossSettings, frame: Frame): LossSettings {
  const effective: Record<string, number | string> = { ...settings };
  loss.parameters.forEach(({ name }, i) => (effective[name] = readEffective(frame, i)));
  return effective;
}

/** Sliders that were moved since the recording: what is computed from them is drawn with their new values. */
export function movedFrom(recorded: LossSettings, settings: LossSettings): LossSettings {
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => recorded[name] !== value));
}

export function statsOf(frame: Frame): RunStats {
  const stats: Record<string, number> = {};
  for (const name of ['loss', 'accuracy', 'cosineAccuracy', 'targetDeg', 'intraDeg', 'interDeg'] as const) {
    const value = readSlot(frame, name);
    if (Number.isFinite(value)) stats[name] = value;
  }
  return stats;
}

/** True where some loss's margin became smaller: its classes will not spread again by training on. */
export function lowersMargin(before: readonly RunStatus[], after: readonly RunStatus[]): boolean {
  return after.some(({ spec, settings }, i) =>
    spec.parameters.some(
      ({ name, role }) =>
        role === 'margin' && (settings[name] as number) < (before[i]?.settings[name] as number),
    ),
  );
}
