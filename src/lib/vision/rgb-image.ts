/** A colour image as the finder of faces takes it: three bytes a pixel, rows from above. */
import type { Raster } from '../data/import/raster';

export interface RgbImage {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] red, green and blue, 0 to 255. */
  readonly rgb_hwc: Uint8Array<ArrayBuffer>;
}

/** A box in pixels of an image, its corner from the upper left; edges may lie within a pixel or outside the image. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A decoded image in colour; what is transparent shows white paper. */
export function rgbOf({ width, height, samples, channels }: Raster): RgbImage {
  const rgb_hwc = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) {
      if (channels === 1) rgb_hwc[3 * i + c] = samples[i];
      else {
        const alpha = samples[4 * i + 3] / 255;
        rgb_hwc[3 * i + c] = Math.round(samples[4 * i + c] * alpha + 255 * (1 - alpha));
      }
    }
  }
  return { width, height, rgb_hwc };
}

/** The image as a raster, to be made grey as imports are (`toGrey`). */
export function rasterOf({ width, height, rgb_hwc }: RgbImage): Raster {
  const samples = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) samples.set(rgb_hwc.subarray(3 * i, 3 * i + 3), 4 * i);
  return { width, height, samples, channels: 4 };
}

/**
 * The part of an image in a box of whole pixels; where the box leaves the image the nearest pixel of its edge stands.
 * @throws RangeError where the box is empty or not of whole pixels
 */
export function cropped({ width, height, rgb_hwc }: RgbImage, box: PixelBox): RgbImage {
  const isWhole = [box.x, box.y, box.width, box.height].every(Number.isInteger);
  if (!isWhole || box.width < 1 || box.height < 1) {
    throw new RangeError(
      `A box of ${box.width}×${box.height} at ${box.x}, ${box.y} cannot be cut; give whole pixels.`,
    );
  }
  const out = new Uint8Array(3 * box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const y = Math.min(Math.max(box.y + row, 0), height - 1);
    for (let column = 0; column < box.width; column++) {
      const x = Math.min(Math.max(box.x + column, 0), width - 1);
      const from = 3 * (y * width + x);
      const to = 3 * (row * box.width + column);
      for (let c = 0; c < 3; c++) out[to + c] = rgb_hwc[from + c];
    }
  }
  return { width: box.width, height: box.height, rgb_hwc: out };
}

export interface PaddedImage {
  readonly image: RgbImage;
  /** Where the original's upper left corner lies in the padded image. */
  readonly left: number;
  readonly top: number;
}

/**
 * An image with half of its size added on every side, in the colours of its edges. A face that fills the picture has no
 * surroundings, and the detector was trained on faces that have.
 */
export function paddedByHalf(image: RgbImage): PaddedImage {
  const left = Math.round(image.width / 2);
  const top = Math.round(image.height / 2);
  const box = { x: -left, y: -top, width: image.width + 2 * left, height: image.height + 2 * top };
  return { image: cropped(image, box), left, top };
}

/**
 * An image with no side above `mostSidePx`: blocks of whole pixels are averaged, and what is left over at the right and
 * lower edge is cut. Smaller images come back as they are.
 */
export function reduced(image: RgbImage, mostSidePx: number): RgbImage {
  const factor = Math.ceil(Math.max(image.width, image.height) / mostSidePx);
  if (factor <= 1) return image;
  const width = Math.max(1, Math.floor(image.width / factor));
  const height = Math.max(1, Math.floor(image.height / factor));
  const [columns, rows] = [Math.min(factor, image.width), Math.min(factor, image.height)];
  const rgb_hwc = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let v = 0; v < rows; v++) {
          const from = 3 * ((factor * y + v) * image.width + factor * x) + c;
          for (let u = 0; u < columns; u++) sum += image.rgb_hwc[from + 3 * u];
        }
        rgb_hwc[3 * (y * width + x) + c] = Math.round(sum / (rows * columns));
      }
    }
  }
  return { width, height, rgb_hwc };
}
