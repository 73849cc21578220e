import type { DemoSpec } from './demo-spec';

/** Two losses in lock-step on a training set of which a part is mislabelled. */
export const noisyLabels: DemoSpec = {
  id: 'noisy-labels',
  losses: ['softmax', 'arcface'],
  net: 'mlp',
  noise: 0.3,
  sliders: ['noise', 'imbalance', 'm'],
  views: ['plane', 'circle', 'chart'],
};
