import type { DemoSpec } from '$lib/demo/demo-spec';

/** Three ways to teach a network what belongs together, from one start: classes, triplets, classes with a margin. */
export const threeWays: DemoSpec = {
  id: 'three-ways',
  recording: 'three-ways',
  losses: ['softmax', 'triplet', 'arcface'],
  runs: [{}, { m: 0.3 }, { m: 0.5 }],
  dim: 3,
  sliders: ['s'],
  views: ['sphere', 'pairs', 'chart'],
};

/** Pairs against triplets, in the plane: neither has class weights. */
export const pairsOrTriplets: DemoSpec = {
  id: 'pairs-or-triplets',
  recording: 'pairs-or-triplets',
  losses: ['contrastive', 'triplet'],
  runs: [
    { m: 1, features: 'raw' },
    { m: 0.3, features: 'unit' },
  ],
  sliders: [],
  views: ['plane', 'circle', 'chart'],
};

/** Softmax with center loss beside it: the rays shrink to spots. */
export const centers: DemoSpec = {
  id: 'center-loss',
  recording: 'center-loss',
  losses: ['softmax'],
  add: ['center'],
  sliders: ['center-weight'],
  views: ['plane', 'chart'],
};

/** In the order of their right to the query: the first is addressed without `fig`. */
export const figures: readonly DemoSpec[] = [threeWays, pairsOrTriplets, centers];
