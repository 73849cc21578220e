import { everyAngle } from './parameters';
import type { MarginLossSpec } from './spec';

/** Softmax cross-entropy on z_j = W_j·x + b_j: no unit vectors, no margin. */
export const softmax: MarginLossSpec = {
  kind: 'margin',
  id: 'softmax',
  scale: 'norms',
  bias: true,
  parameters: [],
  options: [],
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};
