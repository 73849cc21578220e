import { everyAngle, gradientOption, lambdaParameter, multiplierParameter } from './parameters';
import { blendedPsi, foldsRad } from './psi';
import type { MarginLossSpec } from './spec';

/**
 * L-Softmax: z_y = ‖W_y‖‖x‖·(λ cos θ_y + ψ(θ_y))/(1 + λ), with raw weights, so that a long weight separates too
 * (Liu et al. 2016, eq. 4 to 6). m = 1 is Softmax without a bias.
 */
export const lSoftmax: MarginLossSpec = {
  kind: 'margin',
  id: 'l-softmax',
  scale: 'norms',
  bias: false,
  parameters: [multiplierParameter, lambdaParameter],
  options: [gradientOption()],
  target: blendedPsi,
  branchPointsRad: ({ m }) => foldsRad(m as number),
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};
