import type { DemoSpec } from '$lib/demo/demo-spec';

/** ArcFace by itself: one network, its circle, s and m. */
export const alone: DemoSpec = {
  id: 'arcface',
  losses: ['arcface'],
  sliders: ['m', 's'],
  views: ['circle', 'chart'],
};

/** The same network twice, batch by batch: all that differs is the loss. */
export const beside: DemoSpec = {
  id: 'softmax-beside-arcface',
  losses: ['softmax', 'arcface'],
  sliders: ['m', 's'],
  views: ['plane', 'circle', 'chart'],
};

export const figures: readonly DemoSpec[] = [alone, beside];
