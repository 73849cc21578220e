/**
 * Seven experiments. `npm run experiments` trains every arm from three seeds and writes what it measured to
 * `measured.json`; the page draws its charts and its conclusions from that. Words are in `i18n/experiments/`.
 */
import type { DemoSpec, DemoState } from '../demo-spec';
import { margins } from '../margins';
import type { Arm, Experiment, ExperimentId } from './experiment';

/** Digits on the circle, by the network and the recipe of the articles. */
const digits = { net: 'lenet', sliders: [], restStep: 600 } as const satisfies Partial<DemoSpec>;

/** Made faces in 64 dimensions, by the rate and the batch of the verification lab. */
const faces = {
  data: 'faces',
  net: 'cnn-4',
  dim: 64,
  lr: 0.005,
  batch: 64,
  sliders: ['m'],
  views: ['angles', 'chart'],
  restStep: 400,
} as const satisfies Partial<DemoSpec>;

/** An arm for each run of a demo: `<loss>-<suffix>`. */
const armsOf = (demo: DemoSpec, suffix: string, state?: DemoState): Arm[] =>
  demo.losses.map((loss, run) => ({ id: `${loss}-${suffix}`, demo, run, ...(state ? { state } : {}) }));

const lastRelu: DemoSpec = {
  ...digits,
  id: 'last-relu',
  losses: ['softmax', 'arcface'],
  switches: ['relu'],
  views: ['plane', 'circle', 'chart'],
};

const classBias: DemoSpec = {
  ...digits,
  id: 'class-bias',
  losses: ['softmax'],
  switches: ['bias'],
  views: ['plane', 'chart'],
};

const rareClasses: DemoSpec = {
  ...digits,
  id: 'rare-classes',
  losses: ['softmax', 'modified-softmax', 'normface'],
  imbalance: 50,
  sliders: ['imbalance'],
  views: ['plane', 'circle', 'chart'],
};

const deep = (net: 'cnn-4' | 'cnn-10' | 'cnn-20'): DemoSpec => ({
  ...faces,
  id: `depth-${net.slice(4)}`,
  losses: ['a-softmax'],
  net,
});

const framed = (id: string, shiftPx: number): DemoSpec => ({
  ...faces,
  id,
  losses: ['a-softmax'],
  jitter: { mirror: true, shiftPx },
});
const trainedStill = framed('trained-still', 0);
const trainedShifted = framed('trained-shifted', 6);
/** A face that nobody aligned: up to 15° askew, a tenth too large or too small, and six pixels of 64 off. */
export const moves = { turnRad: (15 * Math.PI) / 180, logScale: 0.1, shiftPx: 6 };
/** Strangers are moved by the same draws for every network. */
export const movesSeed = 1;

const wrongLabels: DemoSpec = {
  ...faces,
  id: 'wrong-labels',
  losses: ['arcface'],
  noise: 0.3,
  sliders: ['noise', 'm'],
  checksLabels: true,
};

const byId: Readonly<Record<ExperimentId, Omit<Experiment, 'id'>>> = {
  relu: {
    steps: 600,
    // Side by side what is compared: each loss with and without.
    arms: lastRelu.losses.flatMap((_, run) =>
      [armsOf(lastRelu, 'kept', { relu: true }), armsOf(lastRelu, 'removed')].map((arms) => arms[run]),
    ),
    measures: ['accuracy', 'cosineAccuracy', 'arcDeg'],
    comparisons: [
      { measure: 'cosineAccuracy', arms: ['arcface-removed', 'arcface-kept'] },
      { measure: 'cosineAccuracy', arms: ['softmax-removed', 'softmax-kept'] },
      { measure: 'arcDeg', arms: ['arcface-removed', 'arcface-kept'] },
    ],
  },
  bias: {
    steps: 600,
    arms: [
      { id: 'kept', demo: classBias, run: 0 },
      { id: 'removed', demo: classBias, state: { bias: false }, run: 0 },
    ],
    measures: ['accuracy', 'cosineAccuracy', 'interDeg'],
    comparisons: [
      { measure: 'cosineAccuracy', arms: ['removed', 'kept'] },
      { measure: 'accuracy', arms: ['removed', 'kept'] },
      { measure: 'interDeg', arms: ['removed', 'kept'] },
    ],
  },
  imbalance: {
    steps: 600,
    arms: [...armsOf(rareClasses, '10', { imbalance: 10 }), ...armsOf(rareClasses, '50')],
    measures: ['rarestAccuracy', 'accuracy', 'weightRatio'],
    comparisons: [
      { measure: 'rarestAccuracy', arms: ['modified-softmax-50', 'softmax-50'] },
      { measure: 'rarestAccuracy', arms: ['modified-softmax-10', 'softmax-10'] },
      { measure: 'rarestAccuracy', arms: ['normface-50', 'softmax-50'] },
      { measure: 'rarestAccuracy', arms: ['normface-10', 'softmax-10'] },
      { measure: 'weightRatio', arms: ['modified-softmax-50', 'softmax-50'] },
    ],
  },
  depth: {
    steps: 400,
    arms: (['cnn-4', 'cnn-10', 'cnn-20'] as const).map((net) => ({ id: net, demo: deep(net), run: 0 })),
    measures: ['tar1', 'auc', 'accuracy'],
    comparisons: [
      { measure: 'tar1', arms: ['cnn-20', 'cnn-4'] },
      { measure: 'tar1', arms: ['cnn-10', 'cnn-4'] },
      { measure: 'tar1', arms: ['cnn-20', 'cnn-10'] },
    ],
  },
  margin: {
    steps: 600,
    page: 'margins',
    arms: margins.flatMap((demo) =>
      demo.runs!.map(({ m }, run) => ({ id: `m${m}-${demo.dim}d`, demo, run })),
    ),
    measures: ['targetDeg', 'accuracy', 'intraDeg'],
    comparisons: [
      { measure: 'targetDeg', arms: ['m4-3d', 'm1-3d'] },
      { measure: 'targetDeg', arms: ['m4-2d', 'm1-2d'] },
      { measure: 'targetDeg', arms: ['m4-3d', 'm3-3d'] },
      { measure: 'accuracy', arms: ['m4-3d', 'm1-3d'] },
      { measure: 'accuracy', arms: ['m4-2d', 'm1-2d'] },
    ],
  },
  alignment: {
    steps: 400,
    arms: [
      { id: 'still-framed', demo: trainedStill, run: 0 },
      { id: 'still-moved', demo: trainedStill, run: 0, moves },
      { id: 'shifted-framed', demo: trainedShifted, run: 0 },
      { id: 'shifted-moved', demo: trainedShifted, run: 0, moves },
    ],
    measures: ['tar1', 'auc'],
    comparisons: [
      { measure: 'tar1', arms: ['still-framed', 'still-moved'] },
      { measure: 'tar1', arms: ['shifted-moved', 'still-moved'] },
      { measure: 'tar1', arms: ['shifted-framed', 'shifted-moved'] },
      { measure: 'tar1', arms: ['shifted-framed', 'still-framed'] },
    ],
  },
  cleaning: {
    steps: 400,
    arms: [
      { id: 'right', demo: wrongLabels, state: { noise: 0 }, run: 0 },
      { id: 'wrong', demo: wrongLabels, run: 0 },
      { id: 'cleaned', demo: wrongLabels, run: 0, cleaning: { afterSteps: 100, share: 0.3 } },
    ],
    measures: ['auc', 'tar1', 'precision'],
    comparisons: [
      { measure: 'auc', arms: ['cleaned', 'wrong'] },
      { measure: 'tar1', arms: ['cleaned', 'wrong'] },
      { measure: 'auc', arms: ['wrong', 'right'] },
      { measure: 'auc', arms: ['cleaned', 'right'] },
    ],
  },
};

export const experiments: readonly Experiment[] = (Object.keys(byId) as ExperimentId[]).map((id) => ({
  id,
  ...byId[id],
}));

/** The demos of an experiment, each once; those of another page are left out. */
export const demosOf = ({ arms, page }: Experiment): DemoSpec[] =>
  page ? [] : [...new Set(arms.map(({ demo }) => demo))];
