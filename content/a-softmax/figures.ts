import type { DemoSpec } from '$lib/demo/demo-spec';

/** One start, four multipliers, as SphereFace's authors draw it; λ falls as far as 600 steps let it. */
const four = {
  losses: ['a-softmax'],
  runs: [{ m: 1 }, { m: 2 }, { m: 3 }, { m: 4 }],
  settings: { lambda: 0 },
  sliders: ['lambda'],
} as const satisfies Partial<DemoSpec>;

/** In the plane. The training is that of the lab's page of margins, and so is the recording. */
export const plane: DemoSpec = {
  ...four,
  id: 'a-softmax-four',
  recording: 'margins-2d',
  views: ['plane', 'chart'],
};

/** The same four in three dimensions. */
export const sphere: DemoSpec = {
  ...four,
  id: 'a-softmax-sphere',
  recording: 'margins-3d',
  dim: 3,
  views: ['sphere', 'pairs', 'chart'],
};

/** A-Softmax by itself: the plane, and the staircase that its digits slide down while λ falls. */
export const alone: DemoSpec = {
  id: 'a-softmax',
  recording: 'a-softmax',
  losses: ['a-softmax'],
  sliders: ['m', 'lambda'],
  views: ['plane', 'curve', 'chart'],
};

/** λ that falls on, that stops at 5 as the authors' does, and that stops at 50; in three dimensions, where one sees it. */
export const blend: DemoSpec = {
  id: 'a-softmax-lambda',
  recording: 'a-softmax-lambda',
  losses: ['a-softmax'],
  runs: [{ lambda: 0 }, { lambda: 5 }, { lambda: 50 }],
  dim: 3,
  sliders: ['m'],
  views: ['sphere', 'curve', 'chart'],
};

/** Stairs with the weights' lengths, no stairs without the lengths, and stairs without: plain Softmax would bring a bias. */
export const beside: DemoSpec = {
  id: 'a-softmax-beside-l-softmax',
  recording: 'a-softmax-beside-l-softmax',
  losses: ['l-softmax', 'modified-softmax', 'a-softmax'],
  sliders: ['m', 'lambda'],
  views: ['plane', 'chart'],
};

/** In the order of their right to the query: the first is addressed without `fig`. */
export const figures: readonly DemoSpec[] = [plane, alone, blend, sphere, beside];
