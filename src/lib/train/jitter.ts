/**
 * What a training image may be changed by without becoming someone else's: mirrored, shifted. Small sets of faces need
 * it, or a network learns their frames by heart. Which image is changed how is a function of seed and step alone.
 */
import type { Jitter } from '../data/dataset';
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';

/** Of one image. */
export interface Change {
  readonly isMirrored: boolean;
  /** Whole pixels to the right and down. */
  readonly shift: readonly [number, number];
}

/** The changes of the samples of one step [N]. */
export function changesAt({ mirror, shiftPx }: Jitter, seed: number, step: number, count: number): Change[] {
  const rng = createRng(streamSeed(seed, `jitter ${step}`));
  const shift = () => Math.floor(rng.next() * (2 * shiftPx + 1)) - shiftPx;
  return Array.from({ length: count }, () => ({
    isMirrored: mirror && rng.next() < 0.5,
    shift: [shift(), shift()],
  }));
}

/** Writes `image` [H·W] changed into `target` [H·W]; what a shift uncovers takes the nearest edge's pixel. */
export function changeInto(
  target: Float32Array,
  image: Float32Array,
  [height, width]: readonly [number, number],
  { isMirrored, shift: [right, down] }: Change,
): void {
  const within = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));
  for (let y = 0; y < height; y++) {
    const row = within(y - down, height) * width;
    for (let x = 0; x < width; x++) {
      const from = within(x - right, width);
      target[y * width + x] = image[row + (isMirrored ? width - 1 - from : from)];
    }
  }
}
