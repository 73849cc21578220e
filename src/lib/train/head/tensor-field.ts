import * as tf from '@tensorflow/tfjs-core';
import type { Field } from '../../loss/spec';

/** Rounding of an arc function in float32, by which an angle "at" a branch point may miss it. */
const TIE_SLACK = 4 * 2 ** -23;

/**
 * The field of tensors, of shape [N, 1] in the head. Masks are float32 tensors of zeros and ones, so that they can
 * be counted and multiplied. Only ops with kernels on every backend.
 *
 * @param tie what `greater` says of two equal numbers: no (`strict`), or yes (`inclusive`)
 */
export function createTensorField(tie: 'strict' | 'inclusive' = 'strict'): Field<tf.Tensor> {
  const greater: Field<tf.Tensor>['greater'] = (a, b) => tf.step(tf.sub(a, b));
  return {
    add: (a, b) => tf.add(a, b),
    sub: (a, b) => tf.sub(a, b),
    mul: (a, b) => tf.mul(a, b),
    cos: (a) => tf.cos(a),
    sin: (a) => tf.sin(a),
    greater: tie === 'strict' ? greater : (a, b) => greater(tf.add(a, TIE_SLACK), b),
    select: (mask, whenTrue, whenFalse) => tf.add(whenFalse, tf.mul(mask, tf.sub(whenTrue, whenFalse))),
  };
}
