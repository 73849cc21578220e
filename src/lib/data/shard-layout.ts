/**
 * What stands where in a shard once it is unpacked: `count` labels of one byte, then the pixels of all images in
 * one run. At 4 bits the earlier pixel is the high half of its byte, and a last odd half is 0.
 */

/** What fixes the size of a shard; a manifest has it, and so has a packer. */
export interface ShardShape {
  readonly count: number;
  /** height·width of one image. */
  readonly pixelsPerImage: number;
  readonly bitsPerPixel: 4 | 8;
}

/** Bytes that the packed pixels take. */
export function packedPixelBytes({ count, pixelsPerImage, bitsPerPixel }: ShardShape): number {
  return Math.ceil((count * pixelsPerImage * bitsPerPixel) / 8);
}

/** Bytes of the whole shard before gzip. */
export function shardBytes(shape: ShardShape): number {
  return shape.count + packedPixelBytes(shape);
}
