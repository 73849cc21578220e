/** Angles that tell how tight classes are and how far apart: in float64, without acos near ±1. */
import { classDirections } from './class-directions';

/** Angle between rows i of `a` and j of `b` (both [·, d]), radians; NaN where one is zero. */
export function rowAngleRad(
  a: ArrayLike<number>,
  i: number,
  b: ArrayLike<number>,
  j: number,
  dim: number,
): number {
  let aa = 0;
  let bb = 0;
  for (let k = 0; k < dim; k++) {
    aa += a[i * dim + k] ** 2;
    bb += b[j * dim + k] ** 2;
  }
  const aNorm = Math.sqrt(aa);
  const bNorm = Math.sqrt(bb);
  let difference = 0;
  let sum = 0;
  for (let k = 0; k < dim; k++) {
    const u = a[i * dim + k] / aNorm;
    const v = b[j * dim + k] / bNorm;
    difference += (u - v) ** 2;
    sum += (u + v) ** 2;
  }
  return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
}

/** Angle of each embedding to its own class weight, of several the nearest, radians [P], written into `target`. */
export function targetAngles(
  embeddings_nd: ArrayLike<number>,
  weights_cd: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  dim: number,
  target: Float32Array,
  subcenters = 1,
): void {
  for (let n = 0; n < labels_n.length; n++) {
    const first = labels_n[n] * subcenters;
    target[n] = rowAngleRad(embeddings_nd, n, weights_cd, first, dim);
    for (let r = first + 1; r < first + subcenters; r++)
      target[n] = Math.min(target[n], rowAngleRad(embeddings_nd, n, weights_cd, r, dim));
  }
}

/** The middle of the finite values (mean of the two middle ones); NaN where there is none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values)
    .filter((value) => Number.isFinite(value))
    .sort();
  if (sorted.length === 0) return NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export interface ClassSpread {
  /** Mean over classes of the mean angle to the class's mean direction, radians. */
  readonly intraRad: number;
  /** Smallest angle between two classes' mean directions, radians. */
  readonly interRad: number;
}

/** Each class's mean direction: the sum of its unit embeddings [C, d], not of length 1; zero where it has no sample. */
export function meanDirections(
  embeddings_nd: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  dim: number,
  classes: number,
): Float64Array {
  const directions_cd = classDirections(embeddings_nd, labels_n, dim, classes);
  return directions_cd;
}

/** The mean of each class's embeddings [C, d]; zero where it has no sample. */
export function meanPoints(
  embeddings_nd: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  dim: number,
  classes: number,
): Float64Array {
  const means_cd = new Float64Array(classes * dim);
  const counts = new Float64Array(classes);
  for (let n = 0; n < labels_n.length; n++) {
    counts[labels_n[n]]++;
    for (let k = 0; k < dim; k++) means_cd[labels_n[n] * dim + k] += embeddings_nd[n * dim + k];
  }
  return means_cd.map((sum, i) => sum / (counts[Math.floor(i / dim)] || 1));
}

/** How tight classes are and how far apart, by their mean directions. NaN where fewer than two classes have one. */
export function classSpread(
  embeddings_nd: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  dim: number,
  classes: number,
): ClassSpread {
  const directions_cd = meanDirections(embeddings_nd, labels_n, dim, classes);
  const present = Array.from({ length: classes }, (_, c) => c).filter((c) =>
    directions_cd.subarray(c * dim, (c + 1) * dim).some((value) => value !== 0),
  );
  const sums = new Float64Array(classes);
  const counts = new Float64Array(classes);
  for (let n = 0; n < labels_n.length; n++) {
    const angle = rowAngleRad(embeddings_nd, n, directions_cd, labels_n[n], dim);
    if (!Number.isFinite(angle)) continue;
    sums[labels_n[n]] += angle;
    counts[labels_n[n]]++;
  }
  const measured = present.filter((c) => counts[c] > 0);
  let interRad = Infinity;
  measured.forEach((c, i) => {
    for (const other of measured.slice(i + 1)) {
      interRad = Math.min(interRad, rowAngleRad(directions_cd, c, directions_cd, other, dim));
    }
  });
  const intra = measured.reduce((sum, c) => sum + sums[c] / counts[c], 0) / measured.length;
  return {
    intraRad: measured.length ? intra : NaN,
    interRad: measured.length > 1 ? interRad : NaN,
  };
}
