/** What the doctor knows of one run when it looks: how it was set, how it fares, what the frame and the worker show. */
import { readSlot } from '../../frame/layout';
import { settingsOf, type LossSettings, type LossSpec } from '../../loss/spec';
import { recipeFor, type Recipe } from '../../train/recipe';
import type { Problem, RunVitals } from '../../train/protocol';
import type { DemoSpec, DemoState } from '../demo-spec';
import { trainingConfig } from '../plan';
import type { Moment } from '../session-status';
import { signsOf, type Signs } from './signs';

export interface Evidence {
  readonly spec: LossSpec;
  /** Sliders. */
  readonly settings: LossSettings;
  readonly recipe: Recipe;
  /** The rate that suits this loss. */
  readonly usualRate: number;
  readonly batchSize: number;
  /** Share of the training labels that are wrong on purpose. */
  readonly noise: number;
  readonly classes: number;
  readonly dim: number;
  /** Steps taken. */
  readonly step: number;
  /** By the loss's own rule, on the held-out samples. */
  readonly accuracy: number;
  /** By the nearest class weight in angle. */
  readonly cosineAccuracy: number;
  /** Mean over the last twenty batches; NaN before the first. */
  readonly loss: number;
  readonly signs: Signs;
  /** Norms of the gradients by layer, from the images to the head; null where none were measured yet. */
  readonly gradientNorms: RunVitals['gradientNorms'] | null;
  /** Why the run stopped by itself; null where it did not, or another run of the set did. */
  readonly problem: Problem | null;
}

/** Losses of single batches scatter; their mean over so many steps does not. */
const recentSteps = 20;

/** The evidence on each run of what a session shows; empty before there is a frame. */
export function evidenceOf(
  demo: DemoSpec,
  state: DemoState,
  moment: Moment,
  vitals: readonly RunVitals[] | null,
  problem: Problem | null,
): Evidence[] {
  const { frames, labels_n, histories, step } = moment;
  if (!frames) return [];
  const config = trainingConfig(demo, state, (name) => name);
  return frames.map((frame, run) => {
    const { spec, settings, effective } = moment.runs[run];
    const accuracy = readSlot(frame, 'accuracy');
    const losses = Array.from(histories[run].loss.values).slice(-recentSteps);
    const isSick = problem?.code === 'diverged' && problem.details.loss === spec.id;
    return {
      spec,
      settings: settingsOf(spec, settings),
      recipe: recipeFor(spec, config.runs[run].recipe),
      usualRate: recipeFor(spec).learningRate,
      batchSize: config.batchSize,
      noise: config.spoiling?.noise ?? 0,
      classes: frame.shape.classes,
      dim: frame.shape.dim,
      step,
      accuracy,
      cosineAccuracy: readSlot(frame, 'cosineAccuracy'),
      loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
      signs: signsOf(frame, spec, effective, labels_n, accuracy),
      gradientNorms: vitals?.[run]?.gradientNorms ?? null,
      problem: isSick ? problem : null,
    };
  });
}
