/** Pictures as a sloppy camera would frame them: each turned, made larger or smaller, and shifted, by its own draw. */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import type { Samples } from './dataset';

/** The most that is done to a picture; each draw is uniform between this and its opposite. */
export interface Moves {
  /** About the picture's middle. */
  readonly turnRad: number;
  /** Natural logarithm of the size. */
  readonly logScale: number;
  /** Pixels to the right and down. */
  readonly shiftPx: number;
}

/**
 * The samples, each moved by a similarity of its own. Pixels are read between their neighbours (bilinear); what a move
 * uncovers takes the nearest edge's pixel. The same seed moves sample n the same way, whatever stands in it.
 *
 * @param size height and width in pixels
 */
export function moveSamples(
  { count, pixels, labels }: Samples,
  [height, width]: readonly [number, number],
  { turnRad, logScale, shiftPx }: Moves,
  seed: number,
): Samples {
  const moved = new Uint8Array(pixels.length);
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let n = 0; n < count; n++) {
    const rng = createRng(streamSeed(seed, `moved ${n}`));
    const draw = (most: number) => most * (2 * rng.next() - 1);
    const turn = draw(turnRad);
    const scale = Math.exp(draw(logScale));
    const [right, down] = [draw(shiftPx), draw(shiftPx)];
    // From each pixel of the moved picture back to where it was.
    const [a, b] = [Math.cos(turn) / scale, Math.sin(turn) / scale];
    const image = pixels.subarray(n * height * width, (n + 1) * height * width);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [u, v] = [x - middleX - right, y - middleY - down];
        moved[(n * height + y) * width + x] = Math.round(
          between(image, [height, width], middleX + a * u + b * v, middleY - b * u + a * v),
        );
      }
    }
  }
  return { count, pixels: moved, labels };
}

/** The picture's grey at a place between pixels. */
function between(
  image: Uint8Array,
  [height, width]: readonly [number, number],
  atX: number,
  atY: number,
): number {
  const x = Math.min(width - 1, Math.max(0, atX));
  const y = Math.min(height - 1, Math.max(0, atY));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [next, below] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [alongX, alongY] = [x - left, y - top];
  const row = (of: number) => image[of * width + left] * (1 - alongX) + image[of * width + next] * alongX;
  return row(top) * (1 - alongY) + row(below) * alongY;
}
