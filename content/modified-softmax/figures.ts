import type { DemoSpec } from '$lib/demo/demo-spec';

/** Modified Softmax by itself: unit class weights, no bias, features on the plane with their lengths. */
export const alone: DemoSpec = {
  id: 'modified-softmax',
  recording: 'modified-softmax',
  losses: ['modified-softmax'],
  sliders: [],
  views: ['plane', 'chart'],
};

/** Digits fifty times rarer at the end than at the beginning: raw weights follow how often a class comes, unit ones cannot. */
export const longTail: DemoSpec = {
  id: 'long-tail',
  recording: 'long-tail',
  losses: ['softmax', 'modified-softmax'],
  imbalance: 50,
  sliders: ['imbalance'],
  switches: ['bias'],
  views: ['plane', 'chart'],
};

/** Features of one length as well, so that s has to say what a cosine is worth. */
export const scaled: DemoSpec = {
  id: 'normface-scale',
  recording: 'normface-scale',
  losses: ['normface'],
  sliders: ['s'],
  views: ['circle', 'chart'],
};

/** Modified Softmax in three dimensions, and the angles of pairs. */
export const sphere: DemoSpec = {
  id: 'modified-softmax-sphere',
  recording: 'modified-softmax-sphere',
  losses: ['modified-softmax'],
  dim: 3,
  sliders: [],
  views: ['sphere', 'pairs', 'chart'],
};

/** In the order of their right to the query: the first is addressed without `fig`. */
export const figures: readonly DemoSpec[] = [alone, longTail, scaled, sphere];
