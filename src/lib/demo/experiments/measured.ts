/** What was measured of the experiments, as `npm run experiments` writes it, and what of them it was measured at. */
import type { TrainingConfig } from '../../train/protocol';
import { trainingConfig, valuesOf } from '../plan';
import type { Arm, Experiment, ExperimentId, MeasureId } from './experiment';

/** All that decides an arm's figures but the seed: what the trainer is told, and what is done around it. */
export type ArmSettings = Omit<TrainingConfig, 'seed' | 'datasetUrl'> &
  Pick<Arm, 'run' | 'moves' | 'cleaning'> & { readonly data: string; readonly steps: number };

export interface MeasuredArm {
  readonly settings: ArmSettings;
  /** Figures by measure, in the order of the seeds. */
  readonly values: Readonly<Partial<Record<MeasureId, readonly number[]>>>;
}

export interface MeasuredExperiment {
  readonly seeds: readonly number[];
  readonly arms: Readonly<Record<string, MeasuredArm>>;
}

export interface Measured {
  readonly backend: string;
  readonly experiments: Readonly<Record<ExperimentId, MeasuredExperiment>>;
}

/** What an arm is trained and judged with. */
export function settingsOfArm({ steps }: Pick<Experiment, 'steps'>, arm: Arm): ArmSettings {
  const { demo, state = {}, run, moves, cleaning } = arm;
  const { runs, backbone, dim, batchSize, spoiling, jitter } = trainingConfig(demo, state, (name) => name);
  return {
    runs,
    backbone,
    dim,
    batchSize,
    ...(spoiling ? { spoiling } : {}),
    ...(jitter ? { jitter } : {}),
    data: valuesOf(demo, state).data as string,
    steps,
    run,
    ...(moves ? { moves } : {}),
    ...(cleaning ? { cleaning } : {}),
  };
}
