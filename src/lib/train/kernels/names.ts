/**
 * Kernels of our own beside tfjs' set. A backend without one falls back to tfjs ops (see `blocks/`, `optimizer/`).
 */

/** {x, alpha, dy} → [dx, dAlpha] */
export const preluGradKernel = 'MarginaliaPreluGrad';
/** {x [N, ..], weights, bias?, slopes?} → [y, linear?]: dense, and PReLU where there are slopes (then `linear` too) */
export const denseKernel = 'MarginaliaDense';
/** {x, weights, dy, linear?, slopes?}, attrs {needsInputGradient, hasBias} → [dx?, dWeights, dBias?, dSlopes?] */
export const denseGradKernel = 'MarginaliaDenseGrad';
/**
 * Lists {parameters, gradients, moments1, moments2}, attrs {stepSize, beta1, beta2, epsilon} → new parameters. The
 * moments, which nobody else sees, are updated where they lie.
 */
export const adamKernel = 'MarginaliaAdam';
/** Lists {parameters, gradients}, attrs {stepSize} → new parameters */
export const sgdKernel = 'MarginaliaSgd';
/** Lists {from, to}, attrs {share} → (1 − share)·from + share·to, new */
export const blendKernel = 'MarginaliaBlend';
/** {x, scale?, shift?, slopes?}, attrs {epsilon} → [y, normal, inverse, mean, variance] of x [N, C] */
export const batchNormKernel = 'MarginaliaBatchNorm';
/** {dy, normal, inverse, scale?, shift?, slopes?} → [dx, dScale, dShift, dSlopes?] */
export const batchNormGradKernel = 'MarginaliaBatchNormGrad';
/** {embeddings, weights, bias?, oneHot}, attrs `MarginHeadAttributes` → [loss, dEmbeddings, dWeights, dBias?] */
export const marginHeadKernel = 'MarginaliaMarginHead';
