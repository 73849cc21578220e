import { everyAngle, scaleParameter } from './parameters';
import type { MarginLossSpec } from './spec';

/** NormFace, and COCO, which is the same: z_j = s·cos θ_j, with unit weights and features (NormFace, section 3.2). */
export const normface: MarginLossSpec = {
  kind: 'margin',
  id: 'normface',
  scale: 's',
  bias: false,
  parameters: [scaleParameter],
  options: [],
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};
