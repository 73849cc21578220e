/** One image under a filter: the forward pass of a convolution, and with the filter turned its input gradient. */
import { copyBlock, least } from './pack';
import { TILE_COLUMNS, TILE_ROWS, TILE_STRIDE, tile } from './tile';

/**
 * out[outHeight × outWidth, outChannels] = the filter laid over `frame` at every stride.
 *
 * @param frame [.., frameWidth, channels], large enough for every position of the filter
 * @param panels the filter as panels of eight output channels, [outChannels / 8][filterHeight·filterWidth·channels][8]
 * @param edge scratch of one tile
 */
export function correlate(
  frame: usize,
  frameWidth: usize,
  channels: usize,
  panels: usize,
  filterHeight: usize,
  filterWidth: usize,
  outChannels: usize,
  strideHeight: usize,
  strideWidth: usize,
  outHeight: usize,
  outWidth: usize,
  out: usize,
  bias: usize,
  activation: i32,
  slopes: usize,
  edge: usize,
): void {
  const positions = outHeight * outWidth;
  // A row of the filter lies over neighbouring numbers: one segment of the tile.
  const steps = filterWidth * channels;
  const frameRow = (frameWidth * channels) << 2;
  const skip = frameRow - (steps << 2);
  const across = (strideWidth * channels) << 2;
  // From the position after the last of a row to the first of the next.
  const wrap = strideHeight * frameRow - outWidth * across;
  const outStride = outChannels << 2;
  const panelBytes = filterHeight * steps * TILE_STRIDE;
  for (let j: usize = 0; j < outChannels; j += TILE_COLUMNS) {
    const columns = least(outChannels - j, TILE_COLUMNS);
    const tileBias = bias ? bias + (j << 2) : 0;
    const tileSlopes = slopes + (j << 2);
    let target = out + (j << 2);
    let at = frame;
    let x: usize = 0;
    for (let p: usize = 0; p < positions; p += TILE_ROWS) {
      const rows = least(positions - p, TILE_ROWS);
      const a0 = at;
      at += across;
      if (++x == outWidth) {
        x = 0;
        at += wrap;
      }
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      if (rows > 1) {
        a1 = at;
        at += across;
        if (++x == outWidth) {
          x = 0;
          at += wrap;
        }
      }
      if (rows > 2) {
        a2 = at;
        at += across;
        if (++x == outWidth) {
          x = 0;
          at += wrap;
        }
      }
      if (rows > 3) {
        a3 = at;
        at += across;
        if (++x == outWidth) {
          x = 0;
          at += wrap;
        }
      }
      const isWhole = rows == TILE_ROWS && columns == TILE_COLUMNS;
      tile(
        filterHeight,
        steps,
        a0,
        a1,
        a2,
        a3,
        4,
        skip,
        panels,
        TILE_STRIDE,
        isWhole ? target : edge,
        isWhole ? outStride : TILE_STRIDE,
        false,
        tileBias,
        activation,
        tileSlopes,
      );
      if (!isWhole) copyBlock(edge, TILE_STRIDE, target, outStride, rows, columns);
      target += TILE_ROWS * outStride;
    }
    panels += panelBytes;
  }
}
