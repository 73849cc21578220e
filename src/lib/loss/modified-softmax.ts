import { everyAngle } from './parameters';
import type { MarginLossSpec } from './spec';

/** Modified Softmax: ‖W_j‖ = 1 and b = 0, so z_j = ‖x‖cos θ_j (SphereFace, section 3.1). */
export const modifiedSoftmax: MarginLossSpec = {
  kind: 'margin',
  id: 'modified-softmax',
  scale: 'feature-norm',
  bias: false,
  parameters: [],
  options: [],
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};
