import type { DemoSpec } from '$lib/demo/demo-spec';

/** The landing page's network: ArcFace on the circle, opening on the recorded run of the article's first demo. */
export const landing: DemoSpec = {
  id: 'landing',
  losses: ['arcface'],
  seed: 4,
  sliders: ['m'],
  views: ['circle'],
  recording: 'arcface',
};
