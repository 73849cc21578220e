/**
 * Kernels of our own beside tfjs' set. A backend without one falls back to tfjs ops (see `blocks/`, `optimizer/`).
 */

/** {x, alpha, dy} → [dx, dAlpha] */
export const preluGradKernel = 'MarginaliaPreluGrad';
/** {parameter, gradient, moment1, moment2}, attrs {stepSize, beta1, beta2, epsilon} → [parameter, moment1, moment2] */
export const adamKernel = 'MarginaliaAdam';
