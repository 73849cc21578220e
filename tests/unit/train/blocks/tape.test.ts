/** The tape of blocks against tfjs' own, which knows the same blocks as ops with custom gradients. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { arcface } from '../../../../src/lib/loss/arcface';
import { defaultConvention } from '../../../../src/lib/loss/convention';
import { settingsOf } from '../../../../src/lib/loss/spec';
import { createRng } from '../../../../src/lib/math/rng';
import { conv } from '../../../../src/lib/train/blocks/conv';
import { dense } from '../../../../src/lib/train/blocks/dense';
import { flatten } from '../../../../src/lib/train/blocks/flatten';
import { maxPool } from '../../../../src/lib/train/blocks/max-pool';
import { prelu } from '../../../../src/lib/train/blocks/prelu';
import { relu } from '../../../../src/lib/train/blocks/relu';
import { block, variableGradients } from '../../../../src/lib/train/blocks/tape';
import { marginLoss } from '../../../../src/lib/train/head/margin-head';
import { difference, gaussian, kernelHosts, loadHost, upload } from '../../../support/host-tensor';

const shapes = { filter: [3, 3, 1, 2], bias: [2], slopes: [2], dense: [8, 3], head: [4, 3] };

/** Variables of a network of every block, and its loss on four random images. */
function network(seed: number) {
  const rng = createRng(seed);
  const variables = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const start = upload(gaussian(rng, ...shape));
      const variable = tf.variable(start);
      start.dispose();
      return [name, variable];
    }),
  ) as Record<keyof typeof shapes, tf.Variable>;
  const images = upload<tf.Rank.R4>(gaussian(rng, 4, 4, 4, 1));
  const oneHot = tf.tensor2d(
    [0, 1, 2, 3].map((n) => [0, 1, 2, 3].map((j) => Number(j === n))),
    [4, 4],
    'float32',
  );
  const loss = (): tf.Scalar => {
    const pooled = maxPool(
      conv(images, variables.filter as tf.Tensor4D, variables.bias as unknown as tf.Tensor1D, false),
    );
    const rows = flatten(prelu(pooled, variables.slopes as unknown as tf.Tensor1D), 8);
    const embeddings = dense(relu(rows), variables.dense as unknown as tf.Tensor2D, null);
    return marginLoss(
      arcface,
      settingsOf(arcface, { s: 4 }),
      defaultConvention,
      embeddings,
      variables.head as unknown as tf.Tensor2D,
      null,
      oneHot,
    );
  };
  const dispose = () => tf.dispose([...Object.values(variables), images, oneHot]);
  return { variables: Object.values(variables), loss, dispose };
}

const square = (x: tf.Tensor) =>
  block([x], () => ({
    value: tf.square(x),
    saved: [],
    backward: (dy, [input]) => [tf.mul(dy, tf.mul(input, 2))],
  }));
const total = (x: tf.Tensor): tf.Scalar =>
  block<tf.Scalar>([x], () => ({
    value: tf.sum(x),
    saved: [],
    backward: (dy, [input]) => [tf.mul(tf.onesLike(input), dy)],
  }));
const product = (a: tf.Tensor, b: tf.Tensor) =>
  block([a, b], () => ({
    value: tf.mul(a, b),
    saved: [],
    backward: (dy, [left, right]) => [tf.mul(dy, right), tf.mul(dy, left)],
  }));

describe.each(kernelHosts)('the tape of blocks on %s', (host) => {
  beforeAll(() => loadHost(host));

  it('gives the gradients of tfjs, and leaves nothing else behind, seed 90', () => {
    const { variables, loss, dispose } = network(90);
    const before = tf.memory().numTensors;
    const ours = variableGradients(loss, variables);
    expect(tf.memory().numTensors).toBe(before + 1 + variables.length);
    const theirs = tf.variableGrads(loss, variables);
    expect(difference(ours.value.dataSync(), theirs.value.dataSync())).toBeLessThan(1e-6);
    ours.gradients.forEach((gradient, i) => {
      const expected = theirs.grads[variables[i].name];
      expect(gradient.shape).toEqual(expected.shape);
      expect(difference(gradient.dataSync(), expected.dataSync()), String(i)).toBeLessThan(1e-6);
    });
    tf.dispose([ours.value, ours.gradients, theirs.value, theirs.grads]);
    expect(tf.memory().numTensors).toBe(before);
    dispose();
  });

  it('adds up the ways by which a variable acts, and passes on through a loss that is part of another', () => {
    const x = tf.variable(tf.tensor1d([1, -2, 3])) as tf.Variable;
    // d Σ x²·x² / dx = 4x³
    const { value, gradients } = variableGradients(() => {
      const squared = square(x);
      return total(product(squared, squared));
    }, [x]);
    expect(value.dataSync()[0]).toBeCloseTo(98, 4);
    expect(difference(gradients[0].dataSync(), [4, -32, 108])).toBeLessThan(1e-6);
    tf.dispose([value, ...gradients, x]);

    const { variables, loss, dispose } = network(91);
    const once = variableGradients(loss, variables);
    const twice = variableGradients(() => {
      const part = loss();
      const two = tf.scalar(2);
      return product(part, two) as tf.Scalar;
    }, variables);
    once.gradients.forEach((gradient, i) => {
      const doubled = gradient.dataSync().map((value) => 2 * value);
      expect(difference(twice.gradients[i].dataSync(), doubled)).toBeLessThan(1e-6);
    });
    tf.dispose([once.value, once.gradients, twice.value, twice.gradients]);
    dispose();
  });

  it('refuses a variable on which nothing depends, and records no more after an error', () => {
    const [x, y] = [1, 2].map((value) => tf.variable(tf.scalar(value)) as tf.Variable);
    const before = tf.memory().numTensors;
    expect(() => variableGradients(() => square(x) as tf.Scalar, [x, y])).toThrow(/variable 1/);
    const failing = () => {
      square(x);
      throw new Error('out of memory');
    };
    expect(() => variableGradients(failing, [x])).toThrow('out of memory');
    expect(tf.memory().numTensors).toBe(before);
    const gradient = tf.grad((t) => square(t))(x);
    expect(gradient.dataSync()[0]).toBeCloseTo(2, 6);
    tf.dispose([gradient, x, y]);
  });
});
