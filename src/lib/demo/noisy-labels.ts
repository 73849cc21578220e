import type { DemoSpec } from './demo-spec';

/** Three losses in lock-step on a training set of which a part is mislabelled, and the search for that part. */
export const noisyLabels: DemoSpec = {
  id: 'noisy-labels',
  losses: ['softmax', 'arcface', 'subcenter-arcface'],
  net: 'mlp',
  noise: 0.3,
  sliders: ['noise', 'imbalance', 'm'],
  views: ['plane', 'circle', 'chart'],
  checksLabels: true,
};
