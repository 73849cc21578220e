/** A decoded image, and its greys. */

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** [height·width] greys, or [height·width·4] red, green, blue and alpha; bytes, rows from above. */
  readonly samples: Uint8Array | Uint8ClampedArray;
  readonly channels: 1 | 4;
}

/** Luma of ITU-R Rec. 601, in thousandths. */
const red = 299;
const green = 587;
const blue = 114;

/** Greys [height·width], 0 to 255. What is transparent shows white paper. Throws a RangeError for samples that do not fit. */
export function toGrey({ width, height, samples, channels }: Raster): Uint8Array {
  if (samples.length !== width * height * channels) {
    throw new RangeError(
      `An image of ${width}×${height} with ${channels} channels does not have ${samples.length} samples.`,
    );
  }
  if (channels === 1) return Uint8Array.from(samples);
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    const luma = (red * samples[4 * i] + green * samples[4 * i + 1] + blue * samples[4 * i + 2]) / 1000;
    const alpha = samples[4 * i + 3] / 255;
    grey[i] = Math.round(luma * alpha + 255 * (1 - alpha));
  }
  return grey;
}
