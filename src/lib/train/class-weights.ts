/** Where class weights start. */
import { createRng, type Rng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';

/** The stream of a run's class weights: one for all losses that train side by side. */
export const weightsRng = (seed: number): Rng => createRng(streamSeed(seed, 'class weights'));

/** How far a class's sub-centers start from each other on the circle, in shares of the class's own arc. */
const subcenterShare = 0.2;

/**
 * Unit directions [C·K, d], class-major: evenly spaced on the circle in two dimensions where `even`, else random. Every loss of
 * a lock-step run starts from the same ones, whether it normalises its weights or not.
 */
export function initialClassWeights(
  classes: number,
  dim: number,
  even: boolean,
  rng: Rng,
  rowsPerClass = 1,
): Float32Array {
  const weights = new Float32Array(classes * rowsPerClass * dim);
  for (let r = 0; r < classes * rowsPerClass; r++) {
    const row = weights.subarray(r * dim, (r + 1) * dim);
    if (even && dim === 2) {
      // Class 0 points up and the others follow clockwise, as on a clock's face; a class's sub-centers stand together,
      // yet apart: of two equal ones only the first would ever move.
      const aside = ((r % rowsPerClass) - (rowsPerClass - 1) / 2) * subcenterShare;
      const angle = Math.PI / 2 - (2 * Math.PI * (Math.floor(r / rowsPerClass) + aside)) / classes;
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
