import type * as tf from '@tensorflow/tfjs-core';

/** Gives each variable its new value, and frees the tensor that brought it. */
export function replaceAll(variables: readonly tf.Variable[], values: readonly tf.Tensor[]): void {
  variables.forEach((variable, i) => {
    variable.assign(values[i]);
    values[i].dispose();
  });
}
