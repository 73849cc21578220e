/**
 * An image brought to the set's size: the largest centred box of the set's aspect, each new pixel the average of the
 * area that it covers. ORL's 92×112 lose ten rows above and ten below; the 92×92 that are left become 64×64, so that
 * one new pixel averages 1.4375 × 1.4375 old ones.
 */

/** A box in pixels of the source; edges may lie within a pixel. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest box of width : height = `aspect` in the middle of an image. */
export function centredBox(width: number, height: number, aspect: number): Box {
  const boxWidth = Math.min(width, height * aspect);
  const boxHeight = Math.min(height, width / aspect);
  return { x: (width - boxWidth) / 2, y: (height - boxHeight) / 2, width: boxWidth, height: boxHeight };
}

/** Greys [height·width] of an image `width` wide to greys [outHeight·outWidth], from the part in `box`. */
export function averageInto(
  grey: Uint8Array,
  width: number,
  box: Box,
  outWidth: number,
  outHeight: number,
): Uint8Array {
  const columns = shares(box.x, box.width, outWidth);
  const rows = shares(box.y, box.height, outHeight);
  const out = new Uint8Array(outWidth * outHeight);
  // First along each row that counts, then down: an area is a product of two stretches.
  const sums = new Float64Array(outWidth);
  rows.forEach((row, outY) => {
    sums.fill(0);
    row.weights.forEach((rowWeight, i) => {
      const from = (row.first + i) * width;
      columns.forEach(({ first, weights }, outX) => {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) sum += weights[k] * grey[from + first + k];
        sums[outX] += rowWeight * sum;
      });
    });
    for (let outX = 0; outX < outWidth; outX++) out[outY * outWidth + outX] = Math.round(sums[outX]);
  });
  return out;
}

interface Share {
  /** The first pixel that is covered. */
  readonly first: number;
  /** How much of the stretch lies in each pixel from there; they sum to 1. */
  readonly weights: readonly number[];
}

/** `from` to `from + length`, cut into `parts` equal stretches: what each covers of which pixels. */
function shares(from: number, length: number, parts: number): Share[] {
  return Array.from({ length: parts }, (_, part) => {
    const start = from + (length * part) / parts;
    const end = from + (length * (part + 1)) / parts;
    const first = Math.floor(start + 1e-9);
    const last = Math.max(first, Math.ceil(end - 1e-9) - 1);
    const weights = Array.from(
      { length: last - first + 1 },
      (_, i) => (Math.min(end, first + i + 1) - Math.max(start, first + i)) / (end - start),
    );
    return { first, weights };
  });
}
