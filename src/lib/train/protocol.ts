/**
 * What the page and the training worker say to each other: plain data, no tfjs. The page sends `Command`s, the
 * worker `Report`s; a frame's buffers travel by transfer and come back with `free`.
 */
import type { Jitter } from '../data/dataset';
import type { Spoiling } from '../data/spoil';
import type { Convention } from '../loss/convention';
import type { LossSettings } from '../loss/spec';
import type { FrameShape } from '../frame/layout';
import type { SettingsChange } from '../frame/settings-change';
import type { KernelSet } from './kernels/kernel-set';
import type { Recipe } from './recipe';
import type { Checkpoint } from './trainer';

export const backendIds = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendId = (typeof backendIds)[number];
export type BackendChoice = BackendId | 'auto';

export const backboneIds = ['mlp', 'lenet', 'lenet-plus', 'cnn-4', 'cnn-10', 'cnn-20'] as const;
export type BackboneId = (typeof backboneIds)[number];

/** One run of a lock-step set. */
export interface RunConfig {
  /** A loss id of the registry. */
  readonly loss: string;
  /** Ids of terms beside the loss; none unless said. */
  readonly add?: readonly string[];
  /** Of the loss and of every term. */
  readonly settings: LossSettings;
  readonly recipe: Partial<Recipe>;
  /** Numeric habits of a public implementation; absent: the site's own. */
  readonly convention?: Convention;
}

/** One training: K runs on the same seed, initial weights and batches. */
export interface TrainingConfig {
  readonly runs: readonly RunConfig[];
  readonly backbone: BackboneId;
  readonly dim: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Labels that are wrong and classes that are rare, on purpose; absent: the set as it is. */
  readonly spoiling?: Spoiling;
  /** What is done to training images; absent: what the set says. */
  readonly jitter?: Jitter;
  /** The only classes of the set that are trained on, in the order of their new numbers; absent: all of them. */
  readonly people?: readonly number[];
  /** Folder of the dataset's manifest, absolute, with a trailing slash. */
  readonly datasetUrl: string;
}

/** What `auto` chose before on this device, so that it need not be measured again. */
export interface RememberedBackend {
  readonly backend: BackendId;
  /** Changes with the build: a new build measures anew. */
  readonly build: string;
}

/** All runs of a lock-step set at one step: host copies from which each goes on, on any backend. */
export interface Stand {
  readonly step: number;
  readonly checkpoints: readonly Checkpoint[];
  /** Loss of the last step of each run; NaN before the first. */
  readonly lastLosses: readonly number[];
}

/** A training that was: under these changes its steps can be taken again, from the nearest of its stands or the seed. */
export interface Origin {
  /** In the order of their steps; the first holds what was set before step 0. */
  readonly changes: readonly SettingsChange[];
  /** Those that do not fit the network are left out. */
  readonly stands: readonly Stand[];
}

/** The branch on which every training begins. */
export const firstBranch = 0;

/** People that are never trained on, and where each run's network puts them. */
export interface StrangerTemplates {
  readonly step: number;
  /** Index of each image's person in `names` [U]. */
  readonly labels_n: Uint8Array;
  readonly names: readonly string[];
  /** Bytes [U, H·W]. */
  readonly pixels: Uint8Array;
  readonly imageWidth: number;
  readonly imageHeight: number;
  /** In the order of the config's runs: embeddings of the images and of their mirror images [U, d]. */
  readonly runs: readonly { readonly embeddings_nd: Float32Array; readonly mirrored_nd: Float32Array }[];
}

/** Training samples with the labels that training is told, and how far each lies from where its label says. */
export interface LabelCheck {
  readonly step: number;
  /** Labels that training is told [N]. */
  readonly given_n: Uint8Array;
  /** Labels of the dataset [N]; where one differs from the given, that was made wrong on purpose. */
  readonly true_n: Uint8Array;
  /** Bytes [N, H·W]. */
  readonly pixels: Uint8Array;
  readonly imageWidth: number;
  readonly imageHeight: number;
  /** Of each run, angles to the dominant sub-center of the given label's class [K][N], radians; NaN where there is none. */
  readonly anglesRad: readonly Float32Array[];
}

export type Command =
  | {
      readonly type: 'start';
      readonly run: number;
      readonly config: TrainingConfig;
      readonly backend: BackendChoice;
      readonly remembered: RememberedBackend | null;
      /** What may be forked from before anything is trained here; null: nothing. */
      readonly origin: Origin | null;
    }
  | { readonly type: 'play'; readonly run: number; readonly untilStep: number | null }
  | { readonly type: 'pause'; readonly run: number }
  | { readonly type: 'step'; readonly run: number; readonly count: number }
  | { readonly type: 'settings'; readonly run: number; readonly settings: readonly LossSettings[] }
  /** An image of the reader's own, bytes [H·W], or none any more: each frame from now on says where it lies. */
  | { readonly type: 'guest'; readonly run: number; readonly pixels: Uint8Array | null }
  /**
   * Goes back to a step of the present branch, takes up `settings` there and trains on, to `untilStep` or until paused.
   * The present branch is kept as it stands.
   */
  | {
      readonly type: 'fork';
      readonly run: number;
      /** Id of the new branch, never used before in this run. */
      readonly branch: number;
      readonly step: number;
      readonly settings: readonly LossSettings[];
      readonly untilStep: number | null;
      /** True where frames of the steps that are taken again are wanted too. */
      readonly shows: boolean;
      /** Branches that may be gone back to; others are forgotten. */
      readonly keeps: readonly number[];
    }
  /** Back to a branch that was left, at the step where it was left; it rests there. */
  | {
      readonly type: 'return';
      readonly run: number;
      readonly branch: number;
      readonly keeps: readonly number[];
    }
  /** Asks for the stands of the present branch, the newest included: a report `stands` answers. */
  | { readonly type: 'save'; readonly run: number }
  /** Asks where the people lie that are never trained on: a report `strangers` answers, with null where there are none. */
  | { readonly type: 'strangers'; readonly run: number }
  /** Asks how the first `count` training samples lie to their labels: a report `labels-checked` answers. */
  | { readonly type: 'check-labels'; readonly run: number; readonly count: number }
  /** Buffers for frames: new ones at the start, used ones afterwards. */
  | { readonly type: 'free'; readonly run: number; readonly sets: ArrayBuffer[][] }
  /** Asks again for shards that failed. */
  | { readonly type: 'retry'; readonly run: number };

/** Why a run stopped by itself, or what else went wrong; codes are those of the embed contract. */
export type ProblemCode =
  'data-unavailable' | 'backend-failed' | 'context-lost' | 'worker-lost' | 'diverged' | 'bad-value';

export interface Problem {
  readonly code: ProblemCode;
  /** One clear sentence in English for logs; the interface has its own words by code. */
  readonly message: string;
  /** True where training goes on, or can go on by a press of Train. */
  readonly recovered: boolean;
  /** What the words need: a file, a step, a backend. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** What the frames of a run do not show, measured between two steps. */
export interface RunVitals {
  /** Norm of the gradient of the coming batch, by layer, from the images to the head. */
  readonly gradientNorms: readonly { readonly layer: string; readonly norm: number }[];
}

/** Which kernels run on `wasm`. */
export interface Kernels {
  readonly set: KernelSet;
  /** Better sets, and why they do not run here. */
  readonly refused: readonly { set: KernelSet; reason: string }[];
}

export type Report =
  | {
      readonly type: 'ready';
      readonly run: number;
      readonly backend: BackendId;
      /** Null on every backend but `wasm`. */
      readonly kernels: Kernels | null;
      /** Backends that were tried and did not do, with the reason. */
      readonly refused: readonly { backend: BackendId; reason: string }[];
      /** Backends that this browser may run, software renderers left out. */
      readonly available: readonly BackendId[];
      /** To be remembered for this device; null where the reader chose. */
      readonly remember: RememberedBackend | null;
      readonly shape: FrameShape;
      readonly classNames: readonly string[];
      /** Classes of the probe samples [P]. */
      readonly labels_n: Uint8Array;
      /** Pixels of the probe samples, bytes [P, H·W]. */
      readonly pixels: Uint8Array;
      readonly imageWidth: number;
      readonly imageHeight: number;
    }
  | {
      readonly type: 'frame';
      readonly run: number;
      readonly branch: number;
      readonly step: number;
      /** One buffer a run of the lock-step set, in order. */
      readonly buffers: ArrayBuffer[];
      /** Losses of the steps since the frame before, [K][steps]; the last belongs to `step`. */
      readonly losses: readonly Float32Array[];
      readonly stepsPerSecond: number;
      /** Embedding of the guest in each run [K][d], by the network of this very frame; null where there is none. */
      readonly guest: readonly Float32Array[] | null;
    }
  /** Of each run of the lock-step set, about twice a second while it trains. */
  | {
      readonly type: 'vitals';
      readonly run: number;
      readonly step: number;
      readonly vitals: readonly RunVitals[];
    }
  | {
      readonly type: 'state';
      readonly run: number;
      readonly branch: number;
      readonly step: number;
      readonly playing: boolean;
    }
  /** Sliders took effect, at this step. */
  | {
      readonly type: 'changed';
      readonly run: number;
      readonly branch: number;
      readonly change: SettingsChange;
    }
  /** Steps between `from` and `target` are taken again, and `step` is reached. `from` is 0 where only the seed is left. */
  | {
      readonly type: 'catching-up';
      readonly run: number;
      readonly branch: number;
      readonly from: number;
      readonly step: number;
      readonly target: number;
    }
  | { readonly type: 'stands'; readonly run: number; readonly stands: readonly Stand[] }
  | {
      readonly type: 'strangers';
      readonly run: number;
      readonly strangers: StrangerTemplates | null;
      /** Why their images could not be had, in a sentence; null where they could. */
      readonly refused: string | null;
    }
  | { readonly type: 'labels-checked'; readonly run: number; readonly check: LabelCheck }
  | { readonly type: 'progress'; readonly run: number; readonly loaded: number; readonly total: number }
  | {
      readonly type: 'backend';
      readonly run: number;
      readonly backend: BackendId;
      readonly kernels: Kernels | null;
    }
  | { readonly type: 'problem'; readonly run: number; readonly problem: Problem };
