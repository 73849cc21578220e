/**
 * Gradient of a convolution's input. At stride 1 it is a convolution by the filter turned by 180°. With strides that
 * would multiply zeros, and with few channels it would leave most of a tile empty: there dy times the filter gives
 * every position's share, and the shares are added up where they overlap.
 */
import { correlate } from './correlate';
import { intoFrame, outOfFrame } from './image';
import { matMul, matMulScratch } from './mat-mul';
import { addFloats, least, roundUp8 } from './pack';
import { TILE_BYTES, TILE_COLUMNS, TILE_STRIDE } from './tile';

/** Numbers of shares that are held at a time: what a second-level cache holds. */
const SHARES: usize = 64 * 1024;

/** Whether shares are added up, in place of a convolution by the turned filter; always where padding outgrows it. */
function addsShares(
  channels: usize,
  filterHeight: usize,
  filterWidth: usize,
  strideHeight: usize,
  strideWidth: usize,
  top: usize,
  left: usize,
): bool {
  return strideHeight != 1 || strideWidth != 1 || channels <= 4 || top >= filterHeight || left >= filterWidth;
}

/** Images whose shares are held at a time. */
function imagesAtOnce(batch: usize, shares: usize): usize {
  const images = SHARES / shares;
  return images < 1 ? 1 : least(images, batch);
}

/** Bytes of scratch that `convInputGrad` needs. */
export function convInputGradScratch(
  batch: usize,
  height: usize,
  width: usize,
  channels: usize,
  filterHeight: usize,
  filterWidth: usize,
  outChannels: usize,
  strideHeight: usize,
  strideWidth: usize,
  top: usize,
  left: usize,
  outHeight: usize,
  outWidth: usize,
): usize {
  const places = filterHeight * filterWidth;
  if (addsShares(channels, filterHeight, filterWidth, strideHeight, strideWidth, top, left)) {
    const shares = outHeight * outWidth * places * channels;
    const frame =
      ((outHeight - 1) * strideHeight + filterHeight) *
      ((outWidth - 1) * strideWidth + filterWidth) *
      channels;
    return (
      ((imagesAtOnce(batch, shares) * shares + frame) << 2) + matMulScratch(places * channels, outChannels)
    );
  }
  const panels = places * outChannels * roundUp8(channels);
  const frame = (height + filterHeight - 1) * (width + filterWidth - 1) * outChannels;
  return TILE_BYTES + ((panels + frame) << 2);
}

export function convInputGrad(
  dy: usize,
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
  dx: usize,
  scratch: usize,
): void {
  if (addsShares(channels, filterHeight, filterWidth, strideHeight, strideWidth, top, left)) {
    byShares(
      dy,
      batch,
      height,
      width,
      channels,
      filter,
      filterHeight,
      filterWidth,
      outChannels,
      strideHeight,
      strideWidth,
      top,
      left,
      outHeight,
      outWidth,
      dx,
      scratch,
    );
    return;
  }
  const edge = scratch;
  const panels = edge + TILE_BYTES;
  let panel = panels;
  for (let j: usize = 0; j < channels; j += TILE_COLUMNS) {
    let place = filterHeight * filterWidth;
    while (place-- > 0) {
      const from = filter + (((place * channels + j) * outChannels) << 2);
      for (let o: usize = 0; o < outChannels; o++) {
        for (let c: usize = 0; c < TILE_COLUMNS; c++) {
          store<f32>(panel + (c << 2), j + c < channels ? load<f32>(from + ((c * outChannels + o) << 2)) : 0);
        }
        panel += TILE_STRIDE;
      }
    }
  }
  const frame = panel;
  const frameHeight = height + filterHeight - 1;
  const frameWidth = width + filterWidth - 1;
  memory.fill(frame, 0, (frameHeight * frameWidth * outChannels) << 2);
  for (let n: usize = 0; n < batch; n++) {
    intoFrame(
      dy,
      outHeight,
      outWidth,
      outChannels,
      frame,
      frameHeight,
      frameWidth,
      filterHeight - 1 - top,
      filterWidth - 1 - left,
    );
    correlate(
      frame,
      frameWidth,
      outChannels,
      panels,
      filterHeight,
      filterWidth,
      channels,
      1,
      1,
      height,
      width,
      dx,
      0,
      0,
      0,
      edge,
    );
    dy += (outHeight * outWidth * outChannels) << 2;
    dx += (height * width * channels) << 2;
  }
}

function byShares(
  dy: usize,
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
  dx: usize,
  scratch: usize,
): void {
  const positions = outHeight * outWidth;
  const filterRow = filterWidth * channels;
  const depth = filterHeight * filterRow;
  const atOnce = imagesAtOnce(batch, positions * depth);
  const shares = scratch;
  const frame = shares + ((atOnce * positions * depth) << 2);
  const frameHeight = (outHeight - 1) * strideHeight + filterHeight;
  const frameWidth = (outWidth - 1) * strideWidth + filterWidth;
  const frameBytes = (frameHeight * frameWidth * channels) << 2;
  const frameRow = (frameWidth * channels) << 2;
  for (let n0: usize = 0; n0 < batch; n0 += atOnce) {
    const images = least(batch - n0, atOnce);
    matMul(
      images * positions,
      depth,
      outChannels,
      dy,
      false,
      filter,
      true,
      shares,
      0,
      0,
      0,
      frame + frameBytes,
    );
    let share = shares;
    for (let n: usize = 0; n < images; n++) {
      memory.fill(frame, 0, frameBytes);
      for (let y: usize = 0; y < outHeight; y++) {
        for (let x: usize = 0; x < outWidth; x++) {
          let to = frame + y * strideHeight * frameRow + ((x * strideWidth * channels) << 2);
          for (let row: usize = 0; row < filterHeight; row++) {
            addFloats(share, to, filterRow);
            share += filterRow << 2;
            to += frameRow;
          }
        }
      }
      outOfFrame(frame, frameHeight, frameWidth, channels, top, left, dx, height, width);
      dx += (height * width * channels) << 2;
    }
    dy += (images * positions * outChannels) << 2;
  }
}
