/** Pixels with mean 0 and deviation 1: networks without normalisation in their first layers learn faster on them. */
import type { Samples } from './dataset';

/** Mean and standard deviation of pixels on the scale from 0 (black) to 1 (white). */
export interface PixelMoments {
  readonly mean: number;
  readonly deviation: number;
}

/** Leaves pixels on the scale from 0 to 1. */
export const unstandardized: PixelMoments = { mean: 0, deviation: 1 };

/** Moments over all pixels of `samples`; a set of one single grey is left unscaled. */
export function pixelMoments({ pixels }: Samples): PixelMoments {
  if (pixels.length === 0) return unstandardized;
  let sum = 0;
  let squares = 0;
  for (const byte of pixels) {
    sum += byte;
    squares += byte * byte;
  }
  const mean = sum / pixels.length / 255;
  const variance = squares / pixels.length / 255 ** 2 - mean * mean;
  return { mean, deviation: variance > 1e-12 ? Math.sqrt(variance) : 1 };
}

/** Bytes 0 to 255 to standardised floats, written into `target` from `offset`. */
export function standardizeInto(
  target: Float32Array,
  offset: number,
  pixels: Uint8Array,
  { mean, deviation }: PixelMoments,
): void {
  for (let i = 0; i < pixels.length; i++) target[offset + i] = (pixels[i] / 255 - mean) / deviation;
}

/** The bytes from which `standardizeInto` made these floats. */
export function bytesOf(
  standardized: Float32Array,
  { mean, deviation }: PixelMoments,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(standardized, (value) => Math.round((value * deviation + mean) * 255));
}
