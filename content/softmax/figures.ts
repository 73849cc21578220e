import type { DemoSpec } from '$lib/demo/demo-spec';

/** Softmax by itself: one network of two outputs, its features on the plane with their lengths. */
export const alone: DemoSpec = {
  id: 'softmax',
  recording: 'softmax',
  losses: ['softmax'],
  sliders: [],
  switches: ['bias', 'relu'],
  views: ['plane', 'chart'],
};

/** Another start of the same training: two classes come to lie on one ray, and only their lengths part them. */
export const shared: DemoSpec = {
  id: 'softmax-shared-ray',
  recording: 'softmax-shared-ray',
  losses: ['softmax'],
  seed: 2,
  sliders: [],
  switches: ['bias'],
  views: ['plane', 'chart'],
};

/** The same network with a ReLU on its two outputs: a quarter of the plane is all that it has. */
export const corner: DemoSpec = {
  id: 'softmax-relu',
  recording: 'softmax-relu',
  losses: ['softmax'],
  training: { relu: true },
  sliders: [],
  switches: ['relu', 'bias'],
  views: ['plane', 'chart'],
};

/** Softmax in three dimensions: the features in space, or their directions alone, and the angles of pairs. */
export const sphere: DemoSpec = {
  id: 'softmax-sphere',
  recording: 'softmax-sphere',
  losses: ['softmax'],
  dim: 3,
  sliders: [],
  views: ['sphere', 'pairs', 'chart'],
};

/** In the order of their right to the query: the first is addressed without `fig`. */
export const figures: readonly DemoSpec[] = [alone, shared, corner, sphere];
