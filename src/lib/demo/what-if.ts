/**
 * Class weights that the reader pulls elsewhere: what would be, were they there. A frame keeps its features; regions,
 * angles and figures are worked out anew from the moved weights. Nothing of it reaches the training.
 */
import { writeSlot, type Frame } from '../frame/layout';
import { measureFrame } from '../frame/measure';
import type { LossSettings, LossSpec } from '../loss/spec';
import { logitsOf } from '../viz/sample-logits';

export class WhatIf {
  /** Directions by run and class, unit vectors [d]. */
  readonly #moved = new Map<number, Map<number, readonly number[]>>();

  get isEmpty(): boolean {
    return this.#moved.size === 0;
  }

  /** The weight of a class points elsewhere; its length stays. A direction of any length. */
  move(run: number, classIndex: number, direction_d: ArrayLike<number>): void {
    const length = Math.hypot(...Array.from(direction_d));
    if (!(length > 0)) return;
    const own = this.#moved.get(run) ?? new Map<number, readonly number[]>();
    own.set(
      classIndex,
      Array.from(direction_d, (value) => value / length),
    );
    this.#moved.set(run, own);
  }

  clear(): void {
    this.#moved.clear();
  }

  /** A run's frame with its weights where the reader pulled them; the frame itself where none was moved. */
  apply(frame: Frame, run: number, spec: LossSpec, labels_n: Uint8Array): Frame {
    const own = this.#moved.get(run);
    if (!own) return frame;
    const { dim, classes, subcenters = 1 } = frame.shape;
    const weights_cd = frame.weights_cd.slice();
    for (const [c, direction_d] of own) {
      if (c >= classes || direction_d.length !== dim) continue;
      // Of a class with several weights the first, which carries the glyph, and those that only repeat it.
      const first_d = frame.weights_cd.subarray(c * subcenters * dim, (c * subcenters + 1) * dim);
      const length = Math.hypot(...first_d);
      for (let row = c * subcenters; row < (c + 1) * subcenters; row++) {
        const weight_d = weights_cd.subarray(row * dim, (row + 1) * dim);
        if (!weight_d.every((value, k) => value === first_d[k])) continue;
        direction_d.forEach((value, k) => (weight_d[k] = length * value));
      }
    }
    const moved: Frame = {
      ...frame,
      header: frame.header.slice(),
      weights_cd,
      targetRad_n: new Float32Array(frame.targetRad_n.length),
    };
    measureFrame(moved, spec, labels_n);
    // The loss of the last batch was that of the trained weights.
    writeSlot(moved, 'loss', NaN);
    return moved;
  }
}

/** Mean loss of a frame's samples, margin included. */
export function probeLoss(
  spec: LossSpec,
  settings: LossSettings,
  frame: Pick<Frame, 'embeddings_nd' | 'weights_cd' | 'bias_c' | 'targetRad_n' | 'shape'>,
  labels_n: Uint8Array,
): number {
  const logits = logitsOf(spec, settings, frame);
  let sum = 0;
  for (let n = 0; n < frame.shape.probes; n++) sum += logits(n, labels_n[n]).loss;
  return sum / frame.shape.probes;
}
