import type { DemoSpec } from '$lib/demo/demo-spec';

/** No margin, one that fits on the circle, and the papers' own: the same loss, start and batches. */
const three = {
  losses: ['cosface'],
  runs: [{ m: 0 }, { m: 0.15 }, { m: 0.35 }],
  sliders: ['s'],
} as const satisfies Partial<DemoSpec>;

/** On the circle, where ten classes leave room for a margin of 0.19 and no more. */
export const room: DemoSpec = {
  ...three,
  id: 'cosface-room',
  recording: 'cosface-room',
  views: ['circle', 'chart'],
};

/** CosFace by itself: one network, its circle, and the curve that its digits slide down. */
export const alone: DemoSpec = {
  id: 'cosface',
  recording: 'cosface',
  losses: ['cosface'],
  sliders: ['m', 's'],
  views: ['circle', 'curve', 'chart'],
  hands: true,
};

/** One network, two margins, about as wide as each other between neighbours; over two angles one sees where they are not. */
export const beside: DemoSpec = {
  id: 'cosface-beside-arcface',
  recording: 'cosface-beside-arcface',
  losses: ['cosface', 'arcface'],
  runs: [{ m: 0.15 }, { m: 0.5 }],
  sliders: ['s'],
  views: ['boundary', 'chart'],
};

/** The same three in three dimensions, where there is room for all of them. */
export const sphere: DemoSpec = {
  ...three,
  id: 'cosface-sphere',
  recording: 'cosface-sphere',
  dim: 3,
  views: ['sphere', 'pairs', 'chart'],
};

/** Six people that were made here, CosFace beside Softmax: the first six of the set, as they come. */
export const sixFaces: DemoSpec = {
  id: 'cosface-six-faces',
  recording: 'cosface-six-faces',
  losses: ['softmax', 'cosface'],
  data: 'faces',
  people: [0, 1, 2, 3, 4, 5],
  net: 'cnn-4',
  dim: 3,
  batch: 32,
  lr: 0.005,
  settings: { m: 0.35 },
  sliders: ['m', 's'],
  views: ['sphere', 'chart'],
  restStep: 600,
};

/** Points without a network, in the wells that CosFace digs. */
export const free: DemoSpec = {
  id: 'cosface-free-points',
  data: 'toy',
  losses: ['cosface'],
  sliders: ['m', 's'],
  views: [],
};

/** In the order of their right to the query: the first is addressed without `fig`. */
export const figures: readonly DemoSpec[] = [room, alone, beside, sphere, sixFaces, free];
