import * as tf from '@tensorflow/tfjs-core';
import type { BatchField } from '../../loss/spec';
import { createTensorField } from './tensor-field';

/** The batch field of tensors. Only ops with kernels on every backend. */
export const tensorBatchField: BatchField<tf.Tensor> = {
  ...createTensorField(),
  div: (a, b) => tf.div(a, b),
  max: (a, b) => tf.maximum(a, b),
  min: (a, b) => tf.minimum(a, b),
  exp: (a) => tf.exp(a),
  log: (a) => tf.log(a),
  sqrt: (a) => tf.sqrt(a),
  atan2: (y, x) => tf.atan2(y, x),
  sum: (a, axis) => tf.sum(a, axis, true),
  largest: (a, axis) => tf.max(a, axis, true),
  // Graphics backends are loaded without a kernel for the least.
  smallest: (a, axis) => tf.neg(tf.max(tf.neg(a), axis, true)),
  lowerMedian(a, axis) {
    // topk takes the last axis only, and the largest first.
    const last = a.rank - 1;
    const order = a.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
    const turned = axis === last ? a : tf.transpose(a, order);
    const extent = turned.shape[last];
    const { values } = tf.topk(turned, extent - ((extent - 1) >> 1));
    const start = values.shape.map((own, i) => (i === last ? own - 1 : 0));
    const median = tf.slice(
      values,
      start,
      values.shape.map((own, i) => (i === last ? 1 : own)),
    );
    return axis === last ? median : tf.transpose(median, order);
  },
  matMul: (a, b, transposeA = false, transposeB = false) => tf.matMul(a, b, transposeA, transposeB),
  transpose: (a) => tf.transpose(a),
  reshape: (a, shape) => tf.reshape(a, [...shape]),
  shape: (a) => a.shape,
  identity: (n) => tf.eye(n),
};
