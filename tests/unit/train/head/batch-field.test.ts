import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { arrayField, floatArray, type FloatArray } from '../../../../src/lib/loss/array-field';
import type { BatchField } from '../../../../src/lib/loss/spec';
import { tensorBatchField } from '../../../../src/lib/train/head/tensor-batch-field';
import { createRng } from '../../../../src/lib/math/rng';
import { nodeBackends, useBackend } from './backends';

/** What each operation makes of a [4, 3], its column b [4, 1] and the positive c [4, 3]. */
const operations: Record<string, <T>(field: BatchField<T>, a: T, b: T, c: T) => T> = {
  add: (f, a, b) => f.add(a, b),
  sub: (f, a, b) => f.sub(f.sub(2, a), b),
  mul: (f, a, b) => f.mul(f.mul(a, b), 3),
  div: (f, a, _, c) => f.div(a, c),
  max: (f, a) => f.max(a, 0),
  min: (f, a, b) => f.min(a, b),
  cos: (f, a) => f.cos(a),
  sin: (f, a) => f.sin(a),
  exp: (f, a) => f.exp(a),
  log: (f, _, __, c) => f.log(c),
  sqrt: (f, _, __, c) => f.sqrt(c),
  atan2: (f, a, _, c) => f.atan2(a, c),
  greater: (f, a, b) => f.greater(a, b),
  select: (f, a, b, c) => f.select(f.greater(a, b), c, -1),
  'sum of rows': (f, a) => f.sum(a, 1),
  'sum of columns': (f, a) => f.sum(a, 0),
  largest: (f, a) => f.largest(a, 1),
  smallest: (f, a) => f.smallest(a, 0),
  'lower median of four': (f, a) => f.lowerMedian(a, 0),
  'lower median of three': (f, a) => f.lowerMedian(a, 1),
  'matMul a cᵀ': (f, a, _, c) => f.matMul(a, c, false, true),
  'matMul aᵀ c': (f, a, _, c) => f.matMul(a, c, true),
  transpose: (f, a) => f.transpose(a),
  'reshape to three axes': (f, a, b) => f.sub(f.reshape(a, [4, 1, 3]), f.reshape(b, [1, 4, 1])),
  identity: (f, a) => f.matMul(f.identity(4), a),
};

describe.each(nodeBackends)('the batch field of tensors on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(Object.entries(operations))('%s is that of arrays, seed 61', (_, operation) => {
    const rng = createRng(61);
    const draw = (shape: number[], least = -Infinity) =>
      floatArray(
        Array.from({ length: shape.reduce((a, b) => a * b) }, () =>
          Math.max(least, Math.abs(rng.gaussian())),
        ),
        shape,
      );
    const a: FloatArray = { ...draw([4, 3]), data: draw([4, 3]).data.map((x, i) => (i % 2 ? x : -x)) };
    const [b, c] = [draw([4, 1]), draw([4, 3], 0.2)];
    const theirs = operation(arrayField, a, b, c);
    tf.tidy(() => {
      const toTensor = ({ data, shape }: FloatArray) => tf.tensor(Float32Array.from(data), [...shape]);
      const ours = operation(tensorBatchField, toTensor(a), toTensor(b), toTensor(c));
      expect(ours.shape).toEqual(theirs.shape);
      ours.dataSync().forEach((value, i) => expect(value).toBeCloseTo(theirs.data[i], 4));
    });
  });
});

describe('the batch field of arrays', () => {
  it('takes the smaller middle of an even count, as torch.median does', () => {
    expect(arrayField.lowerMedian(floatArray([3, 1, 2, 9], [1, 4]), 1).data).toEqual(Float64Array.of(2));
  });

  it('refuses shapes that do not go together', () => {
    expect(() => arrayField.add(floatArray([1, 2], [2]), floatArray([1, 2, 3], [3]))).toThrow(RangeError);
  });
});
