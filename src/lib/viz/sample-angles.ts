import type { Frame } from '../frame/layout';

/**
 * Angles between all embeddings and all class weights, of several the nearest, radians, written into `target_nc`
 * [P, C]; NaN where one of the two is zero. By Kahan's formula, as in `metric/class-angles.ts`, with each norm taken once.
 */
export function sampleAngles(
  { embeddings_nd, weights_cd, shape }: Pick<Frame, 'embeddings_nd' | 'weights_cd' | 'shape'>,
  target_nc: Float32Array,
): void {
  const { probes, dim, classes } = shape;
  const unit_cd = Float64Array.from(weights_cd);
  const perClass = unit_cd.length / dim / classes;
  for (let from = 0; from < unit_cd.length; from += dim) normalizeRow(unit_cd, from, dim);
  const unit_d = new Float64Array(dim);
  for (let n = 0; n < probes; n++) {
    for (let k = 0; k < dim; k++) unit_d[k] = embeddings_nd[n * dim + k];
    normalizeRow(unit_d, 0, dim);
    for (let c = 0; c < classes; c++) {
      let least = Infinity;
      for (let r = c * perClass; r < (c + 1) * perClass; r++) {
        let difference = 0;
        let sum = 0;
        for (let k = 0; k < dim; k++) {
          const u = unit_d[k];
          const v = unit_cd[r * dim + k];
          difference += (u - v) * (u - v);
          sum += (u + v) * (u + v);
        }
        const angleRad = 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
        if (!(angleRad >= least)) least = angleRad;
      }
      target_nc[n * classes + c] = least;
    }
  }
}

/** The class other than `own` with the smallest angle in row `n`; −1 where there is none. */
export function nearestRival(
  angleRad_nc: ArrayLike<number>,
  n: number,
  classes: number,
  own: number,
): number {
  let rival = -1;
  let least = Infinity;
  for (let c = 0; c < classes; c++) {
    const angleRad = angleRad_nc[n * classes + c];
    if (c === own || !(angleRad < least)) continue;
    least = angleRad;
    rival = c;
  }
  return rival;
}

/** Divides by the norm; a zero row becomes NaN, as it has no direction. */
function normalizeRow(rows: Float64Array, from: number, dim: number): void {
  let square = 0;
  for (let k = from; k < from + dim; k++) square += rows[k] * rows[k];
  const norm = Math.sqrt(square);
  for (let k = from; k < from + dim; k++) rows[k] /= norm;
}
