import * as tf from '@tensorflow/tfjs-core';
import { runKernel, type GradSaver } from './run-kernel';

const window2 = { filterSize: [2, 2], strides: [2, 2], pad: 'valid', dimRoundingMode: undefined };

/** 2×2 maximum of x [N, H, W, C], stride 2; an odd last row or column is dropped. */
export function maxPool(x: tf.Tensor4D): tf.Tensor4D {
  return tf.customGrad((...args) => {
    const [input, save] = args as unknown as [tf.Tensor4D, GradSaver];
    const value = runKernel<tf.Tensor4D>('MaxPool', { x: input }, window2);
    save([input, value]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [inputSaved, output] = saved;
        return runKernel('MaxPoolGrad', { dy, input: inputSaved, output }, window2);
      },
    };
  })(x) as tf.Tensor4D;
}
