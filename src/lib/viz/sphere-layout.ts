/** Sizes in a sphere view, and where samples stand in it. */
import { keepExtent } from './fit-extent';

/** Share of the sphere's radius that the features' extent takes where lengths are kept. */
const spaceShare = 0.97;
/** Share of the features that lie within the extent. */
const withinShare = 0.98;

/** The length that `withinShare` of the rows of `x_n3` [N, 3] do not exceed; 0 where none is finite. */
export function lengthPercentile(x_n3: ArrayLike<number>): number {
  const lengths = new Float64Array(x_n3.length / 3);
  let finite = 0;
  for (let n = 0; n < lengths.length; n++) {
    const length = Math.hypot(x_n3[3 * n], x_n3[3 * n + 1], x_n3[3 * n + 2]);
    if (Number.isFinite(length)) lengths[finite++] = length;
  }
  if (!finite) return 0;
  const sorted = lengths.subarray(0, finite).sort();
  return sorted[Math.min(finite - 1, Math.floor(withinShare * finite))];
}

/** The extent in use, changed only where the features leave it or shrink in it. */
export const extentFor = (current: number, x_n3: ArrayLike<number>): number =>
  keepExtent(current, lengthPercentile(x_n3));

/**
 * Places of features in radii [N, 3]: unit vectors where the loss divides by the norm, else their length as a share
 * of `extent`.
 */
export function placesOf(x_n3: ArrayLike<number>, hasLengths: boolean, extent: number): Float32Array {
  const places = new Float32Array(x_n3.length);
  for (let at = 0; at < places.length; at += 3) {
    const length = Math.hypot(x_n3[at], x_n3[at + 1], x_n3[at + 2]);
    const factor = hasLengths ? spaceShare / extent : 1 / length;
    for (let k = 0; k < 3; k++) places[at + k] = x_n3[at + k] * factor;
  }
  return places;
}

/** The angle around its weight that `share` of a class's samples keep to, radians [C]; NaN for an empty class. */
export function spreadOf(
  targetRad_n: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  classes: number,
  share = 0.9,
): Float32Array {
  const angles: number[][] = Array.from({ length: classes }, () => []);
  for (let n = 0; n < targetRad_n.length; n++) {
    if (Number.isFinite(targetRad_n[n])) angles[labels_n[n]]?.push(targetRad_n[n]);
  }
  return Float32Array.from(angles, (of) => {
    of.sort((a, b) => a - b);
    return of.length ? of[Math.min(of.length - 1, Math.floor(share * of.length))] : NaN;
  });
}

/** Diameter of a dot, CSS pixels: they grow more slowly than the sphere. */
export function dotPx(radiusPx: number, zoom: number, count: number): number {
  const crowd = Math.min(1, Math.max(0.55, (2500 / Math.max(1, count)) ** 0.2));
  return Math.min(11, Math.max(2, (radiusPx / zoom) * 0.0125) * zoom ** 0.45) * crowd;
}

/** Size of a digit's image at a zoom, CSS pixels; 0 where there is no room for images yet. */
export function thumbnailPx(zoom: number): number {
  return zoom < 1.9 ? 0 : Math.min(46, 13 + 8 * Math.log2(zoom));
}
