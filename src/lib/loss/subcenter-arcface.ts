import { arcface } from './arcface';
import type { MarginLossSpec } from './spec';

/**
 * Sub-center ArcFace: each class has K unit weights, and a feature's angle to a class is that to the nearest of them
 * (Deng et al. 2020, section 3.2). A mislabelled sample finds a sub-center of its own. K = 1 is ArcFace.
 */
export const subcenterArcface: MarginLossSpec = {
  ...arcface,
  id: 'subcenter-arcface',
  parameters: [
    ...arcface.parameters,
    {
      name: 'K',
      default: 3,
      min: 1,
      max: 5,
      step: 1,
      unit: '1',
      integer: true,
      phase: 'reset',
      role: 'shape',
    },
  ],
  subcenters: ({ K }) => K as number,
};
