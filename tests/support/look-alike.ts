/**
 * Whether two pictures show the same to an eye that stands back: both are reduced to blocks of a few pixels, and a
 * block agrees where its colour lies among those that the other picture has there and next to it. Fonts of another
 * version, smoothing of edges and a line that stands some pixels aside pass; a region, a boundary or a crowd of points
 * that is missing does not.
 */
import type { Picture } from './png';

/** Side of a block in pixels of the page. */
export const blockPx = 8;
/** How far a colour may lie outside of those around it, in OKLab (black to white is 1). */
const tolerance = 0.014;
/** Levels of a channel that are kept: fewer pack better, and the error is below the tolerance. */
const levelStep = 3;

/** The mean colour of each block; what is left over at the right and below is dropped. */
export function shrink({ width, height, rgb }: Picture): Picture {
  const [columns, rows] = [Math.floor(width / blockPx), Math.floor(height / blockPx)];
  const small = new Uint8Array(columns * rows * 3);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const sum = [0, 0, 0];
      for (let y = row * blockPx; y < (row + 1) * blockPx; y++) {
        for (let x = column * blockPx; x < (column + 1) * blockPx; x++) {
          for (let k = 0; k < 3; k++) sum[k] += rgb[3 * (y * width + x) + k];
        }
      }
      for (let k = 0; k < 3; k++) {
        const mean = sum[k] / blockPx ** 2;
        small[3 * (row * columns + column) + k] = Math.min(255, Math.round(mean / levelStep) * levelStep);
      }
    }
  }
  return { width: columns, height: rows, rgb: small };
}

/** The share of blocks that do not agree, 0 to 1; 1 where the pictures differ in size by more than words can do. */
export function difference(a: Picture, b: Picture): number {
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  if (Math.max(a.width, b.width) > width + 1 || Math.max(a.height, b.height) > height * 1.06 + 1) return 1;
  const [labA, labB] = [oklab(a), oklab(b)];
  let strange = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const isAlike = isAmong(labA, a, labB, b, column, row) && isAmong(labB, b, labA, a, column, row);
      if (!isAlike) strange++;
    }
  }
  return strange / (width * height);
}

/** True where the block of `one` lies among the nine of `other` around the same place, or near them. */
function isAmong(
  one: Float32Array,
  { width }: Picture,
  other: Float32Array,
  size: Picture,
  column: number,
  row: number,
): boolean {
  for (let k = 0; k < 3; k++) {
    let [least, most] = [Infinity, -Infinity];
    for (let y = Math.max(0, row - 1); y <= Math.min(size.height - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(size.width - 1, column + 1); x++) {
        const value = other[3 * (y * size.width + x) + k];
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    const value = one[3 * (row * width + column) + k];
    if (value < least - tolerance || value > most + tolerance) return false;
  }
  return true;
}

/** Lightness and the two axes of colour of every block (Ottosson 2020). */
function oklab({ rgb }: Picture): Float32Array {
  const lab = new Float32Array(rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const [r, g, b] = [rgb[i], rgb[i + 1], rgb[i + 2]].map((level) => {
      const share = level / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    lab[i] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
    lab[i + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
    lab[i + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  }
  return lab;
}
