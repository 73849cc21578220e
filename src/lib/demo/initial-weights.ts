/** Class weights as they stand before the first step, for views that have no frame yet. */
import type { HeadWeights } from '../loss/decide';
import { initialClassWeights, weightsRng } from '../train/class-weights';

/** Those of the trainer: evenly spaced on the circle, else drawn from the seed. */
export function initialWeights(classes: number, dim: number, seed: number): HeadWeights {
  return {
    weights_cd: initialClassWeights(classes, dim, true, weightsRng(seed)),
    bias_c: new Float32Array(classes),
  };
}
