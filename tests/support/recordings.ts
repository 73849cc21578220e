/** Recordings made up by a formula: points that wander from step to step, as those of a training do. */
import {
  openFrame,
  writeEffective,
  writeSlot,
  type Frame,
  type FrameShape,
} from '../../src/lib/frame/layout';
import { Recording } from '../../src/lib/frame/recording';
import { defaultQuantisation, type RecordingInfo } from '../../src/lib/frame/recording-info';
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
    ...defaultQuantisation,
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
