/**
 * One logistic loss for each class, target or not: mean over samples of
 * factor·[α·log(1 + e^{−z_y}) + (1 − α)·Σ_{j≠y} log(1 + e^{z_j})] (SphereFace2, eq. 5).
 *
 * @param logits_nc row-major [N, C]
 * @param ownShare α
 * @param gradLogits_nc where the gradient goes; new numbers unless given
 */
export function logisticLosses(
  logits_nc: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  classes: number,
  ownShare: number,
  factor: number,
  gradLogits_nc = new Float64Array(labels_n.length * classes),
): { loss: number; gradLogits_nc: Float64Array } {
  const each = factor / labels_n.length;
  let loss = 0;
  for (let n = 0, at = 0; n < labels_n.length; n++) {
    for (let j = 0; j < classes; j++, at++) {
      const side = j === labels_n[n] ? -1 : 1;
      const share = (side < 0 ? ownShare : 1 - ownShare) * each;
      const z = side * logits_nc[at];
      // Neither exponential overflows, and small ones keep their digits.
      const small = Math.exp(-Math.abs(z));
      loss += share * (Math.max(z, 0) + Math.log1p(small));
      gradLogits_nc[at] = (side * share * (z > 0 ? 1 : small)) / (1 + small);
    }
  }
  return { loss, gradLogits_nc };
}
