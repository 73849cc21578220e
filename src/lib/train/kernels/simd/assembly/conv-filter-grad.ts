/**
 * Gradient of a convolution's filter: dw[k, out] = Σ over images and positions of the pixel under place k of the
 * filter times dy. One image's sum fills the tile, the images' sums are added after.
 */
import { fitsUnframed, intoFrame } from './image';
import { copyBlock, least, roundUp8 } from './pack';
import { LINEAR, TILE_COLUMNS, TILE_ROWS, tile } from './tile';

/** Bytes of scratch that `convFilterGrad` needs. */
export function convFilterGradScratch(
  channels: usize,
  filterHeight: usize,
  filterWidth: usize,
  outChannels: usize,
  strideHeight: usize,
  strideWidth: usize,
  outHeight: usize,
  outWidth: usize,
): usize {
  const sums = (filterHeight * filterWidth * channels + 3) * roundUp8(outChannels);
  const padded = outHeight * outWidth * roundUp8(outChannels);
  const frame =
    ((outHeight - 1) * strideHeight + filterHeight) * ((outWidth - 1) * strideWidth + filterWidth) * channels;
  return (sums + padded + frame) << 2;
}

export function convFilterGrad(
  x: usize,
  batch: usize,
  height: usize,
  width: usize,
  channels: usize,
  dy: usize,
  filterHeight: usize,
  filterWidth: usize,
  outChannels: usize,
  strideHeight: usize,
  strideWidth: usize,
  top: usize,
  left: usize,
  outHeight: usize,
  outWidth: usize,
  dFilter: usize,
  scratch: usize,
): void {
  const depth = filterHeight * filterWidth * channels;
  const positions = outHeight * outWidth;
  // dy and the sums with their channels filled up to 8, so that every tile is whole.
  const columns = roundUp8(outChannels);
  const columnsStride = columns << 2;
  const outStride = outChannels << 2;
  const sums = scratch;
  const padded = sums + (depth + 3) * columnsStride;
  const isPadded = columns != outChannels;
  if (isPadded) memory.fill(padded, 0, positions * columnsStride);
  const frame = isPadded ? padded + positions * columnsStride : padded;
  const frameHeight = (outHeight - 1) * strideHeight + filterHeight;
  const frameWidth = (outWidth - 1) * strideWidth + filterWidth;
  const unframed = fitsUnframed(height, width, frameHeight, frameWidth, top, left);
  if (!unframed) memory.fill(frame, 0, (frameHeight * frameWidth * channels) << 2);

  const rowFloats = (unframed ? width : frameWidth) * channels;
  const filterRow = filterWidth * channels;
  // The place in the filter stays, the position moves: across the image, then to its next row.
  const across = (strideWidth * channels) << 2;
  const skip = ((strideHeight * rowFloats) << 2) - outWidth * across;
  // From the last number of a row of the filter to the first of the next.
  const wrap = (rowFloats - filterRow) << 2;
  for (let n: usize = 0; n < batch; n++) {
    if (!unframed) intoFrame(x, height, width, channels, frame, frameHeight, frameWidth, top, left);
    if (isPadded) copyBlock(dy, outStride, padded, columnsStride, positions, outChannels);
    const image = unframed ? x : frame;
    const slopes = isPadded ? padded : dy;
    for (let j: usize = 0; j < columns; j += TILE_COLUMNS) {
      let target = sums + (j << 2);
      let at = image;
      let inRow: usize = 0;
      for (let k: usize = 0; k < depth; k += TILE_ROWS) {
        const rows = least(depth - k, TILE_ROWS);
        const a0 = at;
        at += 4;
        if (++inRow == filterRow) {
          inRow = 0;
          at += wrap;
        }
        let a1 = a0;
        let a2 = a0;
        let a3 = a0;
        if (rows > 1) {
          a1 = at;
          at += 4;
          if (++inRow == filterRow) {
            inRow = 0;
            at += wrap;
          }
        }
        if (rows > 2) {
          a2 = at;
          at += 4;
          if (++inRow == filterRow) {
            inRow = 0;
            at += wrap;
          }
        }
        if (rows > 3) {
          a3 = at;
          at += 4;
          if (++inRow == filterRow) {
            inRow = 0;
            at += wrap;
          }
        }
        tile(
          outHeight,
          outWidth,
          a0,
          a1,
          a2,
          a3,
          across,
          skip,
          slopes + (j << 2),
          columnsStride,
          target,
          columnsStride,
          n != 0,
          0,
          LINEAR,
          0,
        );
        target += TILE_ROWS * columnsStride;
      }
    }
    x += (height * width * channels) << 2;
    dy += positions * outStride;
  }
  copyBlock(sums, columnsStride, dFilter, outStride, depth, outChannels);
}
