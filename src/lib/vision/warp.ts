/** An image under a similarity: what an aligned square shows. */
import type { RgbImage } from './rgb-image';
import { applySimilarity, invertSimilarity, scaleOf, type Similarity2D } from './similarity-transform';

/**
 * A square of `sidePx` pixels out of `image`.
 *
 * Pixel (i, j) covers i to i + 1 and j to j + 1 on both sides, so points are measured alike in both. Where the square shows
 * more than a pixel of the image in one of its own, several samples are averaged; each is bilinear, and outside the image
 * the nearest pixel of its edge stands.
 *
 * @param toSquare brings points of the image into the square
 */
export function warp(image: RgbImage, toSquare: Similarity2D, sidePx: number): RgbImage {
  const back = invertSimilarity(toSquare);
  const samples = Math.min(16, Math.max(1, Math.ceil(scaleOf(back))));
  const rgb_hwc = new Uint8Array(3 * sidePx * sidePx);
  const sum = new Float64Array(3);
  for (let j = 0; j < sidePx; j++) {
    for (let i = 0; i < sidePx; i++) {
      sum.fill(0);
      for (let v = 0; v < samples; v++) {
        for (let u = 0; u < samples; u++) {
          const [x, y] = applySimilarity(back, i + (u + 0.5) / samples, j + (v + 0.5) / samples);
          addSample(image, x - 0.5, y - 0.5, sum);
        }
      }
      for (let c = 0; c < 3; c++) rgb_hwc[3 * (j * sidePx + i) + c] = Math.round(sum[c] / samples ** 2);
    }
  }
  return { width: sidePx, height: sidePx, rgb_hwc };
}

/** Adds the colour between the four pixels whose centres surround a place; `x` and `y` count from the first centre. */
function addSample({ width, height, rgb_hwc }: RgbImage, x: number, y: number, sum: Float64Array): void {
  const cx = Math.min(Math.max(x, 0), width - 1);
  const cy = Math.min(Math.max(y, 0), height - 1);
  const [left, top] = [Math.floor(cx), Math.floor(cy)];
  const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  const [fx, fy] = [cx - left, cy - top];
  for (let c = 0; c < 3; c++) {
    const above =
      (1 - fx) * rgb_hwc[3 * (top * width + left) + c] + fx * rgb_hwc[3 * (top * width + right) + c];
    const below =
      (1 - fx) * rgb_hwc[3 * (bottom * width + left) + c] + fx * rgb_hwc[3 * (bottom * width + right) + c];
    sum[c] += (1 - fy) * above + fy * below;
  }
}
