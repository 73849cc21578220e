import * as tf from '@tensorflow/tfjs-core';
import { block } from './tape';

/** x [N, ..] as rows [N, width]. */
export function flatten(x: tf.Tensor, width: number): tf.Tensor2D {
  return block<tf.Tensor2D>([x], () => ({
    value: tf.reshape(x, [x.shape[0], width]),
    saved: [],
    backward: (dy, [input]) => [tf.reshape(dy, input.shape)],
  }));
}
