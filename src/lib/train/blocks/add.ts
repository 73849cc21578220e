import * as tf from '@tensorflow/tfjs-core';
import { block } from './tape';

/** a + b of one shape: where a residual unit's two ways meet. */
export function add<T extends tf.Tensor>(a: T, b: T): T {
  return block<T>([a, b], () => ({
    value: tf.add(a, b),
    saved: [],
    // Each way gets a tensor of its own, which the tape may free.
    backward: (dy) => [tf.clone(dy), tf.clone(dy)],
  }));
}
