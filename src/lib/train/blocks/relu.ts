import * as tf from '@tensorflow/tfjs-core';
import { block } from './tape';

/** max(x, 0), with gradient 0 at 0. */
export function relu<T extends tf.Tensor>(x: T): T {
  return block<T>([x], () => ({
    value: tf.relu(x),
    saved: [],
    backward: (dy, [input]) => [tf.mul(dy, tf.step(input))],
  }));
}
