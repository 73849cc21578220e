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

/**
 * A circle around each class's mean direction that holds `share` of its samples: [C, 4], the direction and the
 * circle's angle in radians, NaN for a class without samples.
 */
export function spreadOf(
  x_n3: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  classes: number,
  share = 0.9,
): Float32Array {
  const spread = new Float32Array(4 * classes);
  const samples = x_n3.length / 3;
  const unit_n3 = placesOf(x_n3, false, 1);
  for (let n = 0; n < samples; n++) {
    const [x, y, z] = unit_n3.subarray(3 * n, 3 * n + 3);
    if (!Number.isFinite(x + y + z)) continue;
    spread[4 * labels_n[n]] += x;
    spread[4 * labels_n[n] + 1] += y;
    spread[4 * labels_n[n] + 2] += z;
  }
  const angles: number[][] = Array.from({ length: classes }, () => []);
  for (let n = 0; n < samples; n++) {
    const c = labels_n[n];
    const mean = spread.subarray(4 * c, 4 * c + 3);
    const cosine =
      (mean[0] * unit_n3[3 * n] + mean[1] * unit_n3[3 * n + 1] + mean[2] * unit_n3[3 * n + 2]) /
      Math.hypot(mean[0], mean[1], mean[2]);
    if (Number.isFinite(cosine)) angles[c]?.push(Math.acos(Math.max(-1, Math.min(1, cosine))));
  }
  angles.forEach((of, c) => {
    of.sort((a, b) => a - b);
    const mean = spread.subarray(4 * c, 4 * c + 3);
    const length = Math.hypot(mean[0], mean[1], mean[2]);
    for (let k = 0; k < 3; k++) mean[k] /= length;
    spread[4 * c + 3] = of.length ? of[Math.min(of.length - 1, Math.floor(share * of.length))] : NaN;
  });
  return spread;
}

/** Diameter of a dot, CSS pixels: they grow more slowly than the sphere. */
export function dotPx(radiusPx: number, zoom: number, count: number): number {
  const crowd = Math.min(1, Math.max(0.55, (2500 / Math.max(1, count)) ** 0.2));
  return Math.min(11, Math.max(2, (radiusPx / zoom) * 0.0125) * zoom ** 0.45) * crowd;
}

/** So few images have room on the whole sphere. */
const fewImages = 60;

/**
 * Size of a sample's image at a zoom, CSS pixels; 0 where there is no room for images yet.
 *
 * @param radiusPx of the sphere as it is drawn
 */
export function thumbnailPx(zoom: number, count: number, radiusPx: number): number {
  if (count <= fewImages) return Math.min(72, 0.17 * radiusPx * zoom ** -0.4);
  return zoom < 1.9 ? 0 : Math.min(46, 13 + 8 * Math.log2(zoom));
}
