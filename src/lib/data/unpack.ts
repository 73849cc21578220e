/** The bytes of a shard, after gunzip, to samples. `pack.ts` is its inverse, up to the rounding to 16 levels. */
import type { Samples } from './dataset';
import { shardBytes, type ShardShape } from './shard-layout';

/** Throws a RangeError where the bytes do not fit the shape. */
export function unpackSamples(bytes: Uint8Array, shape: ShardShape): Samples {
  const { count, pixelsPerImage, bitsPerPixel } = shape;
  if (bytes.length !== shardBytes(shape)) {
    throw new RangeError(
      `A shard of ${count} samples takes ${shardBytes(shape)} bytes, not ${bytes.length}.`,
    );
  }
  const labels = bytes.slice(0, count);
  if (bitsPerPixel === 8) return { count, labels, pixels: bytes.slice(count) };
  const pixels = new Uint8Array(count * pixelsPerImage);
  for (let i = 0; i < pixels.length; i++) {
    const byte = bytes[count + (i >> 1)];
    pixels[i] = (i % 2 === 0 ? byte >> 4 : byte & 15) * 17;
  }
  return { count, labels, pixels };
}
