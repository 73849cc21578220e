/** Samples to the bytes of a shard, before gzip. `unpack.ts` is its inverse. */
import type { Samples } from './dataset';
import { shardBytes } from './shard-layout';

/** The nearest of the 16 levels 0, 17, ..., 255: level·17 is the byte again. */
export function nearestLevel(byte: number): number {
  return Math.round(byte / 17);
}

/** Labels, then packed pixels. Throws a RangeError where the arrays do not fit `count`. */
export function packSamples(samples: Samples, bitsPerPixel: 4 | 8): Uint8Array<ArrayBuffer> {
  const { count, labels, pixels } = samples;
  const pixelsPerImage = count === 0 ? 0 : pixels.length / count;
  if (labels.length !== count || !Number.isInteger(pixelsPerImage)) {
    throw new RangeError(`${count} samples came with ${labels.length} labels and ${pixels.length} pixels.`);
  }
  const bytes = new Uint8Array(shardBytes({ count, pixelsPerImage, bitsPerPixel }));
  bytes.set(labels);
  if (bitsPerPixel === 8) {
    bytes.set(pixels, count);
    return bytes;
  }
  for (let i = 0; i < pixels.length; i++) {
    const shift = i % 2 === 0 ? 4 : 0;
    bytes[count + (i >> 1)] |= nearestLevel(pixels[i]) << shift;
  }
  return bytes;
}
