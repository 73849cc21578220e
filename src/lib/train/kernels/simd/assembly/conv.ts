/**
 * Convolution of x [N, H, W, C] with a filter [kh, kw, C, out] plus bias, without im2col: the tile reads the pixels
 * where they lie, image after image, so that one image stays in the cache.
 */
import { correlate } from './correlate';
import { fitsUnframed, intoFrame } from './image';
import { least, packPanel, padTo8, roundUp8 } from './pack';
import { TILE_BYTES, TILE_COLUMNS, TILE_STRIDE } from './tile';

/** Bytes of scratch that `conv` needs. */
export function convScratch(
  channels: usize,
  filterHeight: usize,
  filterWidth: usize,
  outChannels: usize,
  strideHeight: usize,
  strideWidth: usize,
  outHeight: usize,
  outWidth: usize,
): usize {
  const panels = filterHeight * filterWidth * channels * roundUp8(outChannels);
  const frame =
    ((outHeight - 1) * strideHeight + filterHeight) * ((outWidth - 1) * strideWidth + filterWidth) * channels;
  return TILE_BYTES + ((2 * roundUp8(outChannels) + panels + frame) << 2);
}

export function conv(
  x: usize,
  batch: usize,
  height: usize,
  width: usize,
  channels: usize,
  filter: usize,
  filterHeight: usize,
  filterWidth: usize,
  outChannels: usize,
  strideHeight: usize,
  strideWidth: usize,
  top: usize,
  left: usize,
  outHeight: usize,
  outWidth: usize,
  out: usize,
  bias: usize,
  activation: i32,
  slopes: usize,
  scratch: usize,
): void {
  const edge = scratch;
  scratch += TILE_BYTES;
  if (outChannels != roundUp8(outChannels)) {
    if (bias) {
      padTo8(bias, outChannels, scratch);
      bias = scratch;
      scratch += roundUp8(outChannels) << 2;
    }
    if (slopes) {
      padTo8(slopes, outChannels, scratch);
      slopes = scratch;
      scratch += roundUp8(outChannels) << 2;
    }
  }
  const panels = scratch;
  const depth = filterHeight * filterWidth * channels;
  for (let j: usize = 0; j < outChannels; j += TILE_COLUMNS) {
    packPanel(filter + (j << 2), outChannels << 2, depth, least(outChannels - j, TILE_COLUMNS), scratch);
    scratch += depth * TILE_STRIDE;
  }
  const frame = scratch;
  const frameHeight = (outHeight - 1) * strideHeight + filterHeight;
  const frameWidth = (outWidth - 1) * strideWidth + filterWidth;
  const unframed = fitsUnframed(height, width, frameHeight, frameWidth, top, left);
  if (!unframed) memory.fill(frame, 0, (frameHeight * frameWidth * channels) << 2);
  for (let n: usize = 0; n < batch; n++) {
    if (!unframed) intoFrame(x, height, width, channels, frame, frameHeight, frameWidth, top, left);
    correlate(
      unframed ? x : frame,
      unframed ? width : frameWidth,
      channels,
      panels,
      filterHeight,
      filterWidth,
      outChannels,
      strideHeight,
      strideWidth,
      outHeight,
      outWidth,
      out,
      bias,
      activation,
      slopes,
      edge,
    );
    x += (height * width * channels) << 2;
    out += (outHeight * outWidth * outChannels) << 2;
  }
}
