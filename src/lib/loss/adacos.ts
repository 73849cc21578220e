import { everyAngle, scaleParameter } from './parameters';
import type { MarginLossSpec, ScaleState } from './spec';

/** s at which a sample at 45° with all other classes at 90° has the probability ½ (AdaCos, eq. 12). */
export const fixedScale = (classes: number): number => Math.SQRT2 * Math.log(classes - 1);

/** More than two logits can differ by. */
const farBelow = 1000;
const leastScale = 0.01;

const state: ScaleState = {
  initial: fixedScale,
  changes: ({ scale }) => scale === 'dynamic',
  /**
   * s = ln B̄ / cos(min(π/4, median θ_y)), B̄ = (1/N)·Σ_i Σ_{j≠y} exp(s_old·cos θ_ij) (AdaCos, eq. 15 to 17). The median
   * is the lower one, as torch's; the smaller of two angles has the larger cosine. The largest logit is taken out of the
   * sum, and s is held in the range of the other losses' slider: with three classes that all lie opposite B̄ falls
   * below 1, and in two or three dimensions, where other classes are not at 90° as the derivation has it, s would grow
   * from batch to batch until nothing is finite.
   */
  update(field, cos_nc, oneHot_nc, scale) {
    // The own class's column is lowered until its share is nothing.
    const logit_nc = field.sub(field.mul(cos_nc, scale), field.mul(oneHot_nc, farBelow));
    const most = field.largest(field.largest(logit_nc, 1), 0);
    const share = field.sum(field.sum(field.exp(field.sub(logit_nc, most)), 1), 0);
    const [samples] = field.shape(cos_nc);
    const logAverage = field.add(most, field.log(field.mul(share, 1 / samples)));
    const cosTarget = field.sum(field.mul(cos_nc, oneHot_nc), 1);
    const cosMedian = field.mul(field.lowerMedian(field.mul(cosTarget, -1), 0), -1);
    const cosAngle = field.max(cosMedian, Math.SQRT1_2);
    return field.max(leastScale, field.min(field.div(logAverage, cosAngle), scaleParameter.max));
  },
};

/**
 * AdaCos: NormFace with a scale s that finds itself, from the number of classes alone or anew from each batch, before
 * the batch is scaled. With two classes the scale is 0 and nothing would be learned, so it takes three.
 */
export const adacos: MarginLossSpec = {
  kind: 'margin',
  id: 'adacos',
  scale: 's',
  bias: false,
  leastClasses: 3,
  parameters: [{ ...scaleParameter, default: fixedScale(10), min: leastScale, step: 0.01, derived: true }],
  options: [{ name: 'scale', default: 'dynamic', values: ['fixed', 'dynamic'], phase: 'train' }],
  state,
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};
