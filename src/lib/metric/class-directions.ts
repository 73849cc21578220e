/**
 * Each class's direction: the sum of its embeddings' unit vectors [C, d], not yet of length 1; zeros for a class
 * without one.
 */
export function classDirections(
  embeddings_nd: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  dim: number,
  classes: number,
): Float64Array {
  const directions_cd = new Float64Array(classes * dim);
  for (let n = 0; n < labels_n.length; n++) {
    let square = 0;
    for (let k = 0; k < dim; k++) square += embeddings_nd[n * dim + k] ** 2;
    if (!(square > 0)) continue;
    const norm = Math.sqrt(square);
    for (let k = 0; k < dim; k++) directions_cd[labels_n[n] * dim + k] += embeddings_nd[n * dim + k] / norm;
  }
  return directions_cd;
}
