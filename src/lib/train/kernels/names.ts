/**
 * Kernels of our own beside tfjs' set. A backend without one falls back to tfjs ops (see `blocks/`, `optimizer/`).
 */

/** {x, alpha, dy} → [dx, dAlpha] */
export const preluGradKernel = 'MarginaliaPreluGrad';
/** {parameter, gradient, moment1, moment2}, attrs {stepSize, beta1, beta2, epsilon} → [parameter, moment1, moment2] */
export const adamKernel = 'MarginaliaAdam';
/** {x, scale?, shift?}, attrs {epsilon} → [y, normal, inverse, mean, variance] of x [N, C] */
export const batchNormKernel = 'MarginaliaBatchNorm';
/** {dy, normal, inverse, scale?} → [dx, dScale, dShift] */
export const batchNormGradKernel = 'MarginaliaBatchNormGrad';
/** {embeddings, weights, bias?, oneHot}, attrs `MarginHeadAttributes` → [loss, dEmbeddings, dWeights, dBias?] */
export const marginHeadKernel = 'MarginaliaMarginHead';
