import { everyAngle, gradientOption, lambdaParameter, multiplierParameter } from './parameters';
import { blendedPsi, foldsRad } from './psi';
import type { MarginLossSpec } from './spec';

/**
 * A-Softmax (SphereFace): z_y = ‖x‖·(λ cos θ_y + ψ(θ_y))/(1 + λ), with unit weights and ψ of `psi.ts` (SphereFace,
 * eq. 7). λ eases the training in; 0 is the pure loss. m = 1 is modified Softmax.
 */
export const aSoftmax: MarginLossSpec = {
  kind: 'margin',
  id: 'a-softmax',
  scale: 'feature-norm',
  bias: false,
  parameters: [multiplierParameter, lambdaParameter],
  options: [gradientOption(['exact', 'straight-through', 'sphereface-authors'])],
  target: blendedPsi,
  branchPointsRad: ({ m }) => foldsRad(m as number),
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};
