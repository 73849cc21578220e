import type { DemoSpec } from '$lib/demo/demo-spec';

/**
 * ArcFace by itself: one network, its circle, s and m. Seeds differ by up to two points of accuracy after 600 steps
 * (docs/model.md); this one is among the better, and passes 95 % at step 525.
 */
export const alone: DemoSpec = {
  id: 'arcface',
  recording: 'arcface',
  losses: ['arcface'],
  seed: 4,
  sliders: ['m', 's'],
  views: ['circle', 'chart'],
  hands: true,
};

/** The same network twice, batch by batch: all that differs is the loss. */
export const beside: DemoSpec = {
  id: 'softmax-beside-arcface',
  recording: 'softmax-beside-arcface',
  losses: ['softmax', 'arcface'],
  sliders: ['m', 's'],
  views: ['plane', 'circle', 'chart'],
};

/** ArcFace in three dimensions. */
export const sphere: DemoSpec = {
  id: 'arcface-sphere',
  recording: 'arcface-sphere',
  losses: ['arcface'],
  dim: 3,
  sliders: ['m', 's'],
  views: ['sphere', 'map', 'chart'],
  hands: true,
};

/** Five losses from one start, batch by batch, in three dimensions. The margins of A-Softmax and CosFace stand; m is ArcFace's. */
export const five: DemoSpec = {
  id: 'five-losses',
  recording: 'five-losses',
  losses: ['softmax', 'modified-softmax', 'a-softmax', 'cosface', 'arcface'],
  runs: [{}, {}, { m: 4, lambda: 0 }, { m: 0.35 }, {}],
  dim: 3,
  sliders: ['m', 's'],
  views: ['sphere', 'pairs', 'chart'],
};

/** Six people that were made here, ArcFace beside Softmax: the first six of the set, as they come. */
export const sixFaces: DemoSpec = {
  id: 'arcface-six-faces',
  recording: 'arcface-six-faces',
  losses: ['softmax', 'arcface'],
  data: 'faces',
  people: [0, 1, 2, 3, 4, 5],
  net: 'cnn-4',
  dim: 3,
  batch: 32,
  lr: 0.005,
  sliders: ['m', 's'],
  views: ['sphere', 'chart'],
  restStep: 600,
};

/** The points that stand at the head of the article. */
export const free: DemoSpec = {
  id: 'free-points',
  data: 'toy',
  losses: ['arcface'],
  sliders: ['m', 's'],
  views: [],
};

/** In the order of their right to the query: the first is addressed without `fig`. */
export const figures: readonly DemoSpec[] = [alone, beside, sphere, five, sixFaces, free];
