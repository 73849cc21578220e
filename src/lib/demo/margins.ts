/** A-Softmax with m from 1 to 4 from one start, as SphereFace's authors draw it, in three and in two dimensions. */
import type { DemoSpec } from './demo-spec';

/** λ's floor is 0: at 5, five sixths of the target logit would be the plain cosine, whatever m is. */
const common = {
  losses: ['a-softmax'],
  runs: [{ m: 1 }, { m: 2 }, { m: 3 }, { m: 4 }],
  settings: { lambda: 0 },
  sliders: ['lambda'],
} as const satisfies Partial<DemoSpec>;

export const margins: readonly DemoSpec[] = [
  { ...common, id: 'margins-3d', recording: 'margins-3d', dim: 3, views: ['sphere', 'pairs', 'chart'] },
  { ...common, id: 'margins-2d', recording: 'margins-2d', dim: 2, views: ['plane', 'pairs', 'chart'] },
];
