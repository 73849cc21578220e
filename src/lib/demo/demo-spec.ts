/** What a demo is (`DemoSpec`, written by an author) and what a reader did to it (`DemoState`). */
import type { Jitter } from '../data/dataset';
import type { LossSettings } from '../loss/spec';
import type { BackboneId, BackendChoice } from '../train/protocol';

/** Views that exist so far; contract 2 names those to come. */
export const viewIds = [
  'plane',
  'circle',
  'sphere',
  'map',
  'angles',
  'pairs',
  'roc',
  'curve',
  'boundary',
  'chart',
] as const;
export type ViewId = (typeof viewIds)[number];

export const themes = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof themes)[number];

/** How much of a demo's controls an embed shows. */
export const controlSets = ['none', 'minimal', 'full'] as const;
export type ControlSet = (typeof controlSets)[number];

/** What a reader can switch on and off; a change begins a new run. */
export type Switch = 'bias' | 'relu';

/** Only what differs from the defaults of the losses and of `demoDefaults` need be written. */
export interface DemoSpec {
  /** Kebab-case, unique on the site. */
  readonly id: string;
  /** One to five loss ids; more than one train in lock-step. */
  readonly losses: readonly string[];
  /** Terms beside every loss; none unless said. */
  readonly add?: readonly string[];
  /** Values of losses' parameters and options by name, for every loss that has them; free points have `temperature`
   * and `norm` (‖x‖) too. */
  readonly settings?: LossSettings;
  /**
   * Settings of single runs, in the order of the losses; where there is one loss, it runs as often as there are entries
   * here. They stand whatever else is set, and are no keys of the URL.
   */
  readonly runs?: readonly LossSettings[];
  readonly dim?: number;
  /**
   * Name of a dataset, or `toy`: free points without a network, which need no views; they are on the circle, or where their
   * first view says.
   */
  readonly data?: string;
  /** The only classes of the dataset that are trained on and drawn, by number, 2 to 10 of them; all unless said. */
  readonly people?: readonly number[];
  readonly net?: BackboneId;
  readonly seed?: number;
  readonly batch?: number;
  readonly lr?: number;
  /** Share of the training labels that are wrong, on purpose. */
  readonly noise?: number;
  /** How many times rarer the last class is in training than the first. */
  readonly imbalance?: number;
  /** What is done to training images of the demo's own set, in place of what the set says; no key of the URL. */
  readonly jitter?: Jitter;
  /** Switches of the training set-up that stand elsewhere than usual. */
  readonly training?: Partial<Readonly<Record<'relu' | 'norm' | 'ramp' | 'acos', boolean>>>;
  readonly backend?: BackendChoice;
  /** Views of each run, in order; a view that cannot draw a run's embedding is left out. */
  readonly views: readonly ViewId[];
  /** Names of the parameters that get a slider, in order. */
  readonly sliders: readonly string[];
  /** Parts of the training that get a box to tick, in order: keys of the schema that are on or off. */
  readonly switches?: readonly Switch[];
  /** True: the reader may pull class weights elsewhere and draw a digit of their own. Two or three dimensions. */
  readonly hands?: boolean;
  /** True: the reader may have the training samples looked through for wrong labels. */
  readonly checksLabels?: boolean;
  /** The step at which Train rests by itself; null: it goes on until paused. */
  readonly restStep?: number | null;
  /** Name of the recorded run that the demo opens on: `static/runs/<name>.run`, made by `npm run record`. */
  readonly recording?: string;
}

/** A value of one URL key, parsed. */
export type DemoValue = number | string | boolean | readonly string[] | null;

/** Every difference from the demo's preset, by URL key; `{}` is the preset itself. */
export type DemoState = Readonly<Record<string, DemoValue>>;
