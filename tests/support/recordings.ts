/** Recordings made up by a formula: points that wander from step to step, as those of a training do. */
import {
  openFrame,
  writeEffective,
  writeSlot,
  type Frame,
  type FrameShape,
} from '../../src/lib/frame/layout';
import { Recording } from '../../src/lib/frame/recording';
import { quantisationFor, type RecordingInfo } from '../../src/lib/frame/recording-info';
import { createRng, type Rng } from '../../src/lib/math/rng';

export function infoOf(shape: FrameShape, changes: Partial<RecordingInfo> = {}): RecordingInfo {
  return {
    demo: 'made-up',
    runs: [{ loss: 'arcface', settings: { s: 16, m: 0.5 }, recipe: { relu: false }, norms: true }],
    net: 'mlp',
    seed: 3,
    batchSize: 128,
    data: 'mnist',
    backend: 'wasm',
    classNames: Array.from({ length: shape.classes }, (_, c) => String(c)),
    shape,
    ...quantisationFor(shape.dim),
    ...changes,
  };
}

/** A frame of any numbers. */
export function randomFrame(shape: FrameShape, rng: Rng, step = 0): Frame {
  const frame = openFrame(shape);
  frame.header.fill(NaN);
  writeSlot(frame, 'step', step);
  writeSlot(frame, 'loss', 10 * rng.next());
  writeSlot(frame, 'accuracy', rng.next());
  writeEffective(frame, 0, 16 * rng.next());
  for (const numbers of [frame.embeddings_nd, frame.weights_cd, frame.bias_c]) {
    numbers.forEach((_, i) => (numbers[i] = rng.gaussian()));
  }
  return frame;
}

/** What was recorded, and the frames that it was made from. */
export interface MadeUp {
  readonly recording: Recording;
  readonly frames: readonly (readonly Frame[])[];
}

/**
 * Points that turn by about `driftRad` a moment around the class that they belong to, steps apart by one to three.
 */
export function wanderingRun(
  shape: FrameShape,
  moments: number,
  { seed = 1, driftRad = 0.03, info = infoOf(shape) } = {},
): MadeUp {
  const rng = createRng(seed);
  const labels_n = Uint8Array.from({ length: shape.probes }, (_, n) => n % shape.classes);
  const recording = new Recording(info, labels_n);
  const frames: Frame[][] = [];
  let step = 0;
  for (let moment = 0; moment < moments; moment++) {
    const before = frames.at(-1);
    const set = info.runs.map((_, run) => {
      const frame = randomFrame(shape, rng, step);
      const old = before?.[run];
      if (old) {
        for (const name of ['embeddings_nd', 'weights_cd', 'bias_c'] as const) {
          const grown = 1 + 0.01 * rng.gaussian();
          frame[name].forEach((wild, i) => (frame[name][i] = grown * (old[name][i] + driftRad * wild)));
        }
      }
      return frame;
    });
    recording.append(step, set);
    frames.push(set);
    step += 1 + rng.integer(3);
  }
  recording.losses = info.runs.map(() => {
    const steps = Array.from({ length: step }, (_, i) => i + 1);
    return { steps, values: steps.map(() => 8 * rng.next()) };
  });
  return { recording, frames };
}

/** Median turn of a sample from one step to the next, degrees, and of the binary logarithm of its norm, in the middle of
 * these steps: measured on ArcFace with `mlp` in three dimensions, seed 1, the liveliest of the runs that were looked at. */
const liveliness = [
  { step: 25, deg: 4.13, octaves: 0.071 },
  { step: 125, deg: 2.33, octaves: 0.041 },
  { step: 300, deg: 1.1, octaves: 0.026 },
  { step: 500, deg: 0.5, octaves: 0.015 },
] as const;

/** Frames of steps 1, 2, … in three dimensions: samples turn and grow as those of a training did, from anywhere. */
export function* trainingLike(shape: FrameShape, steps: number, seed: number): Generator<Frame> {
  const rng = createRng(seed);
  const frame = randomFrame(shape, rng);
  const at = (step: number, name: 'deg' | 'octaves'): number => {
    const next = liveliness.findIndex((point) => point.step >= step);
    if (next === 0) return liveliness[0][name];
    if (next < 0) return liveliness[liveliness.length - 1][name];
    const [a, b] = [liveliness[next - 1], liveliness[next]];
    return a[name] * (b[name] / a[name]) ** ((step - a.step) / (b.step - a.step));
  };
  /** Log-normal, with the measured ratio of the 95th percentile to the median. */
  const amount = (medianOf: number): number => medianOf * Math.exp(0.74 * rng.gaussian());
  const { embeddings_nd } = frame;
  for (let step = 1; step <= steps; step++) {
    writeSlot(frame, 'step', step);
    for (let from = 0; from < embeddings_nd.length; from += 3) {
      const norm = Math.hypot(embeddings_nd[from], embeddings_nd[from + 1], embeddings_nd[from + 2]);
      // Across a plane two normal numbers have a length of 1.18 in the median.
      const turn = Math.tan((amount(at(step, 'deg')) * Math.PI) / 180) / 1.18;
      const grown = 2 ** (Math.sign(rng.gaussian()) * amount(at(step, 'octaves')));
      const moved = [0, 1, 2].map((k) => embeddings_nd[from + k] / norm + turn * rng.gaussian());
      const length = Math.hypot(...moved);
      // Norms do not wander off: they stay within an octave or two.
      const pulled = norm ** 0.98 * grown;
      for (let k = 0; k < 3; k++) embeddings_nd[from + k] = (moved[k] / length) * pulled;
    }
    yield frame;
  }
}
