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
    // By rank: graphics backends register no kernel that sorts, and a batch is short.
    const last = a.rank - 1;
    const order = a.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
    const turned = axis === last ? a : tf.transpose(a, order);
    const extent = turned.shape[last];
    const own = tf.expandDims(turned, last + 1);
    const other = tf.expandDims(turned, last);
    const isEarlier = tf.tensor2d(
      Float32Array.from({ length: extent * extent }, (_, i) => (i % extent < Math.floor(i / extent) ? 1 : 0)),
      [extent, extent],
    );
    const below = tf.add(
      tf.cast(tf.less(other, own), 'float32'),
      tf.mul(tf.cast(tf.equal(other, own), 'float32'), isEarlier),
    );
    const rank = tf.sum(below, last + 1);
    const isMedian = tf.cast(tf.equal(rank, tf.scalar((extent - 1) >> 1)), 'float32');
    const median = tf.sum(tf.mul(turned, isMedian), last, true);
    return axis === last ? median : tf.transpose(median, order);
  },
  matMul: (a, b, transposeA = false, transposeB = false) => tf.matMul(a, b, transposeA, transposeB),
  transpose: (a) => tf.transpose(a),
  reshape: (a, shape) => tf.reshape(a, [...shape]),
  shape: (a) => a.shape,
  identity: (n) => tf.eye(n),
};
