/** Where class weights start. */
import { createRng, type Rng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';

/** The stream of a run's class weights: one for all losses that train side by side. */
export const weightsRng = (seed: number): Rng => createRng(streamSeed(seed, 'class weights'));

/**
 * Unit directions [C, d]: evenly spaced on the circle in two dimensions where `even`, else random. Every loss of
 * a lock-step run starts from the same ones, whether it normalises its weights or not.
 */
export function initialClassWeights(classes: number, dim: number, even: boolean, rng: Rng): Float32Array {
  const weights = new Float32Array(classes * dim);
  for (let c = 0; c < classes; c++) {
    const row = weights.subarray(c * dim, (c + 1) * dim);
    if (even && dim === 2) {
      // Class 0 points up and the others follow clockwise, as on a clock's face.
      const angle = Math.PI / 2 - (2 * Math.PI * c) / classes;
      row[0] = Math.cos(angle);
      row[1] = Math.sin(angle);
      continue;
    }
    for (let i = 0; i < dim; i++) row[i] = rng.gaussian();
    const norm = Math.hypot(...row);
    for (let i = 0; i < dim; i++) row[i] /= norm;
  }
  return weights;
}
