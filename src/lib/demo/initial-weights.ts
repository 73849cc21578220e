/** Class weights as they stand before the first step, for views that have no frame yet. */
import type { PlanarWeights } from '../loss/regions';
import { createRng } from '../math/rng';
import { initialClassWeights } from '../train/class-weights';

export function initialWeights(classes: number): PlanarWeights {
  // Evenly spaced on the circle: nothing is drawn from the generator.
  return {
    weights_cd: initialClassWeights(classes, 2, true, createRng(0)),
    bias_c: new Float32Array(classes),
  };
}
