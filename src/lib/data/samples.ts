/** Small operations on decoded samples. */
import type { Samples } from './dataset';

/** The samples of all parts in order, copied into one block. */
export function joinSamples(parts: readonly Samples[]): Samples {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(parts.reduce((sum, part) => sum + part.pixels.length, 0));
  let sampleAt = 0;
  let pixelAt = 0;
  for (const part of parts) {
    labels.set(part.labels, sampleAt);
    pixels.set(part.pixels, pixelAt);
    sampleAt += part.count;
    pixelAt += part.pixels.length;
  }
  return { count, labels, pixels };
}

/** Samples number `from` up to, not including, `to`: a window on the same memory, not a copy. */
export function sliceSamples(samples: Samples, from: number, to: number): Samples {
  if (!(0 <= from && from <= to && to <= samples.count)) {
    throw new RangeError(`There is no stretch from ${from} to ${to} in ${samples.count} samples.`);
  }
  const perImage = samples.count === 0 ? 0 : samples.pixels.length / samples.count;
  return {
    count: to - from,
    labels: samples.labels.subarray(from, to),
    pixels: samples.pixels.subarray(from * perImage, to * perImage),
  };
}
