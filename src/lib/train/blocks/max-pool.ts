import type * as tf from '@tensorflow/tfjs-core';
import { runKernel } from './run-kernel';
import { block } from './tape';

const window2 = { filterSize: [2, 2], strides: [2, 2], pad: 'valid', dimRoundingMode: undefined };

/** 2×2 maximum of x [N, H, W, C], stride 2; an odd last row or column is dropped. */
export function maxPool(x: tf.Tensor4D): tf.Tensor4D {
  return block<tf.Tensor4D>([x], () => {
    const value = runKernel('MaxPool', { x }, window2);
    return {
      value,
      saved: [value],
      backward: (dy, [input], [output]) => [runKernel('MaxPoolGrad', { dy, input, output }, window2)],
    };
  });
}
