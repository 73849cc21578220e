/** What an experiment is: arms that differ in one thing, what is measured of them, and which are held side by side. */
import type { Moves } from '../../data/move-samples';
import type { DemoSpec, DemoState } from '../demo-spec';

/** A figure of a trained network; shares are 0 to 1. */
export const measureIds = [
  /** Held-out accuracy by the loss's own rule. */
  'accuracy',
  /** Held-out accuracy by the nearest class weight in angle. */
  'cosineAccuracy',
  /** The smallest arc that holds 99 % of the held-out features' directions, degrees. */
  'arcDeg',
  /** Smallest angle between two classes' mean directions, degrees. */
  'interDeg',
  /** Median angle of a held-out sample to its class weight, degrees. */
  'targetDeg',
  /** Mean over classes of the mean angle to the class's mean direction, degrees. */
  'intraDeg',
  /** Held-out accuracy on the rarest class, by the loss's own rule. */
  'rarestAccuracy',
  /** Length of the rarest class's weight over that of the commonest's, as the loss uses them. */
  'weightRatio',
  /** Area under the ROC of all pairs of strangers' images. */
  'auc',
  /** Share of a stranger's own pairs accepted where 1 % of others' are. */
  'tar1',
  /** Of the training images that cleaning drops, the share whose label was wrong. */
  'precision',
] as const;
export type MeasureId = (typeof measureIds)[number];

/** Training images that lie farthest from where their label says are dropped, and a network is trained anew. */
export interface Cleaning {
  /** The step at which the first network looks for them. */
  readonly afterSteps: number;
  /** How much of the training set is dropped. */
  readonly share: number;
}

/** One way of doing it: a run of a demo, and what is done around it. */
export interface Arm {
  /** Unique in its experiment. */
  readonly id: string;
  /** The demo whose training it is; several arms may be runs of one. */
  readonly demo: DemoSpec;
  /** What is set of it; absent: nothing, the demo as it stands. */
  readonly state?: DemoState;
  /** The run of the demo, from 0. */
  readonly run: number;
  /** Strangers' images are moved by this before they are judged; absent: as they are. */
  readonly moves?: Moves;
  /** Absent: it trains on all images. */
  readonly cleaning?: Cleaning;
}

/** Two arms by one measure. */
export interface Comparison {
  readonly measure: MeasureId;
  readonly arms: readonly [string, string];
}

export const experimentIds = [
  'relu',
  'bias',
  'imbalance',
  'depth',
  'margin',
  'alignment',
  'cleaning',
] as const;
export type ExperimentId = (typeof experimentIds)[number];

export interface Experiment {
  readonly id: ExperimentId;
  readonly steps: number;
  readonly arms: readonly Arm[];
  readonly measures: readonly MeasureId[];
  /** What the conclusion is drawn from; the first one leads. */
  readonly comparisons: readonly Comparison[];
  /** The page of the lab that its demos stand on; absent: that of the experiments. */
  readonly page?: 'margins';
}

/** Every arm is trained from these. */
export const seeds = [1, 2, 3] as const;
