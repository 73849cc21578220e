/** One batch that every contestant takes its steps on. */
import * as tf from '@tensorflow/tfjs-core';
import { createRng } from '../../src/lib/math/rng';
import type { Batch } from '../../src/lib/train/device-dataset';
import { imageShape } from './ours';

export const batchSize = 128;

export interface Input {
  readonly pixels: Float32Array;
  readonly oneHot: Float32Array;
  readonly batch: Batch;
}

/** Random pixels of mean 0 and deviation 1, and classes in turn: speed does not depend on what they show. */
export function createInput(): Input {
  const rng = createRng(1);
  const { height, width, classes } = imageShape;
  const pixels = Float32Array.from({ length: batchSize * height * width }, () => rng.gaussian());
  const oneHot = new Float32Array(batchSize * classes);
  for (let n = 0; n < batchSize; n++) oneHot[n * classes + (n % classes)] = 1;
  const batch = {
    images: tf.tensor4d(pixels, [batchSize, height, width, 1]),
    oneHot_nc: tf.tensor2d(oneHot, [batchSize, classes]),
  };
  return { pixels, oneHot, batch };
}
