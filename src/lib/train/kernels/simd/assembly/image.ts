/** One image [H, W, C] inside the larger frame that a filter reads: the zeros around it are the padding. */
import { copyFloats } from './pack';

/**
 * Copies an image into a frame [frameHeight, frameWidth, C] at (top, left). What falls outside is left out: strides
 * need not reach the last rows. The frame's border is not touched; it is zeroed once for all images.
 */
export function intoFrame(
  image: usize,
  height: isize,
  width: isize,
  channels: isize,
  frame: usize,
  frameHeight: isize,
  frameWidth: isize,
  top: isize,
  left: isize,
): void {
  const rows = height + top > frameHeight ? frameHeight - top : height;
  const columns = width + left > frameWidth ? frameWidth - left : width;
  if (columns <= 0) return;
  for (let y: isize = 0; y < rows; y++) {
    const to = frame + ((((y + top) * frameWidth + left) * channels) << 2);
    copyFloats(image + ((y * width * channels) << 2), to, columns * channels);
  }
}

/** The way back: the image's part of a frame; zeros where the frame does not reach. */
export function outOfFrame(
  frame: usize,
  frameHeight: isize,
  frameWidth: isize,
  channels: isize,
  top: isize,
  left: isize,
  image: usize,
  height: isize,
  width: isize,
): void {
  const rows = height + top > frameHeight ? frameHeight - top : height;
  const columns = width + left > frameWidth ? frameWidth - left : width;
  if (rows < height || columns < width) memory.fill(image, 0, (height * width * channels) << 2);
  if (columns <= 0) return;
  for (let y: isize = 0; y < rows; y++) {
    const from = frame + ((((y + top) * frameWidth + left) * channels) << 2);
    copyFloats(from, image + ((y * width * channels) << 2), columns * channels);
  }
}

/** True where the filter never leaves the image, so that it can be read where it lies. */
export function fitsUnframed(
  height: isize,
  width: isize,
  frameHeight: isize,
  frameWidth: isize,
  top: isize,
  left: isize,
): bool {
  return top == 0 && left == 0 && frameHeight <= height && frameWidth <= width;
}
