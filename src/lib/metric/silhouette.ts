/** The silhouette: how much nearer a sample is to its own class than to the next one. */
import { norm, row } from '../math/vector';
import { similarity } from './similarity';

export type SilhouetteDistance = 'cosine' | 'euclidean';

/**
 * (b − a)/max(a, b) of each sample [N], with a the mean distance to the others of its class and b the least mean
 * distance to another class (Rousseeuw 1987). 0 for a sample that is alone in its class, and where a = b = 0.
 *
 * @throws RangeError where there are fewer than two classes
 */
export function silhouettes(
  embeddings_nd: Float64Array,
  labels_n: ArrayLike<number>,
  dim: number,
  distance: SilhouetteDistance,
): Float64Array {
  const labels = Array.from(labels_n);
  const classes = [...new Set(labels)];
  if (classes.length < 2) throw new RangeError('A silhouette needs samples of at least two classes.');
  const sizes = new Map(classes.map((c) => [c, labels.filter((label) => label === c).length]));
  const between = distance === 'cosine' ? cosineDistance : euclideanDistance;
  return Float64Array.from(labels, (own, n) => {
    const size = sizes.get(own)!;
    if (size === 1) return 0;
    const sums = new Map(classes.map((c) => [c, 0]));
    labels.forEach((label, other) => {
      if (other === n) return;
      const apart = between(row(embeddings_nd, n, dim), row(embeddings_nd, other, dim));
      sums.set(label, sums.get(label)! + apart);
    });
    const within = sums.get(own)! / (size - 1);
    const nearest = Math.min(...classes.filter((c) => c !== own).map((c) => sums.get(c)! / sizes.get(c)!));
    const larger = Math.max(within, nearest);
    return larger === 0 ? 0 : (nearest - within) / larger;
  });
}

const cosineDistance = (u: Float64Array, v: Float64Array): number => similarity(u, v).oneMinusCos;
const euclideanDistance = (u: Float64Array, v: Float64Array): number =>
  norm(u.map((value, k) => value - v[k]));
