/** Kernels that tfjs does not have, and the ops that stand in for them elsewhere, against plain float64 loops. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/lib/math/rng';
import { preluGradient } from '../../../../src/lib/train/blocks/prelu';
import { Adam } from '../../../../src/lib/train/optimizer/adam';
import { Sgd } from '../../../../src/lib/train/optimizer/sgd';
import {
  difference,
  gaussian,
  kernelHosts,
  loadHost,
  take,
  upload,
  type HostTensor,
} from '../../../support/host-tensor';

/** dx and dα of y = x for x > 0, α·x else, by the chain rule, sample by sample. */
function preluGradientByHand(x: HostTensor, alpha: HostTensor, dy: HostTensor) {
  const channels = alpha.values.length;
  const dx = new Float64Array(x.values.length);
  const dAlpha = new Float64Array(channels);
  x.values.forEach((value, i) => {
    const channel = i % channels;
    dx[i] = dy.values[i] * (value > 0 ? 1 : alpha.values[channel]);
    dAlpha[channel] += dy.values[i] * Math.min(value, 0);
  });
  return { dx, dAlpha };
}

/** Kingma & Ba 2015, algorithm 1, in its first form: corrected moments, ε beside the corrected root. */
function adamByHand(
  start: ArrayLike<number>,
  gradients: readonly ArrayLike<number>[],
  rate: number,
): number[] {
  const [beta1, beta2] = [0.9, 0.999];
  return Array.from(start, (from, i) => {
    let [value, m, v] = [from, 0, 0];
    gradients.forEach((gradient, k) => {
      m = beta1 * m + (1 - beta1) * gradient[i];
      v = beta2 * v + (1 - beta2) * gradient[i] ** 2;
      const mHat = m / (1 - beta1 ** (k + 1));
      const vHat = v / (1 - beta2 ** (k + 1));
      value -= (rate * mHat) / (Math.sqrt(vHat) + 1e-8);
    });
    return value;
  });
}

describe.each(kernelHosts)('on %s', (host) => {
  beforeAll(() => loadHost(host));

  it.each([[[6, 3]], [[4, 5, 2]], [[2, 3, 4, 5]], [[1, 1]]])(
    'the gradient of PReLU over %j, seed 700',
    (shape) => {
      const rng = createRng(700);
      const x = gaussian(rng, ...shape);
      const alpha = gaussian(rng, shape.at(-1)!);
      const dy = gaussian(rng, ...shape);
      const expected = preluGradientByHand(x, alpha, dy);
      const tensors = [x, alpha, dy].map((tensor) => upload(tensor));
      const [dx, dAlpha] = tf.tidy(() => preluGradient(tensors[0], tensors[1], tensors[2])).map(take);
      tf.dispose(tensors);
      expect(dx.shape).toEqual(shape);
      expect(dAlpha.shape).toEqual(alpha.shape);
      expect(difference(dx.values, expected.dx)).toBeLessThan(1e-6);
      expect(difference(dAlpha.values, expected.dAlpha)).toBeLessThan(1e-6);
    },
  );

  it('Adam takes the steps of the paper, with a rate that changes nothing else, seed 710', () => {
    const rng = createRng(710);
    const start = gaussian(rng, 3, 4);
    const gradients = Array.from({ length: 6 }, () => gaussian(rng, 3, 4));
    const variable = tf.variable(upload(start));
    const adam = new Adam([variable as tf.Variable]);
    for (const gradient of gradients) {
      const tensor = upload(gradient);
      adam.step([tensor], 0.02);
      tensor.dispose();
    }
    const expected = adamByHand(
      start.values,
      gradients.map(({ values }) => values),
      0.02,
    );
    expect(difference(variable.dataSync(), expected)).toBeLessThan(1e-6);
    adam.dispose();
    variable.dispose();
  });

  it('gradient descent moves by rate times slope, and keeps its count, seed 713', async () => {
    const rng = createRng(713);
    const [start, slope] = [gaussian(rng, 5), gaussian(rng, 5)];
    const initial = upload(start);
    const variable = tf.variable(initial) as tf.Variable;
    const shared = tf.clone(variable);
    const sgd = new Sgd([variable]);
    const gradient = upload(slope);
    sgd.step([gradient], 0.1);
    sgd.step([gradient], 0.2);
    const expected = start.values.map((value, i) => value - 0.3 * slope.values[i]);
    expect(difference(variable.dataSync(), expected)).toBeLessThan(1e-6);
    expect(take(shared).values).toEqual(start.values);
    const state = await sgd.save();
    expect(state).toEqual({ count: 2, moments1: [], moments2: [] });
    const other = new Sgd([variable]);
    other.restore(state);
    expect((await other.save()).count).toBe(2);
    sgd.dispose();
    tf.dispose([initial, variable, gradient]);
  });

  it('Adam does not touch what shares the data of a parameter, and keeps no tensor, seed 711', () => {
    const before = tf.memory().numTensors;
    const rng = createRng(711);
    const start = gaussian(rng, 5);
    const initial = upload(start);
    const variable = tf.variable(initial);
    const adam = new Adam([variable as tf.Variable]);
    const gradient = upload(gaussian(rng, 5));
    const shared = tf.clone(variable);
    const standing = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) adam.step([gradient], 0.1);
    expect(tf.memory().numTensors).toBe(standing);
    expect(take(shared).values).toEqual(start.values);
    expect(variable.dataSync()).not.toEqual(start.values);
    adam.dispose();
    tf.dispose([initial, variable, gradient]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('Adam goes on from a saved state as if nothing had been between, seed 712', async () => {
    const rng = createRng(712);
    const start = upload(gaussian(rng, 4));
    const variable = tf.variable(start);
    const adam = new Adam([variable as tf.Variable]);
    const gradient = upload(gaussian(rng, 4));
    adam.step([gradient], 0.05);
    const state = await adam.save();
    const at = tf.clone(variable);
    adam.step([gradient], 0.05);
    const expected = Float32Array.from(variable.dataSync());
    adam.step([gradient], 0.05);
    adam.restore(state);
    variable.assign(at);
    adam.step([gradient], 0.05);
    expect(variable.dataSync()).toEqual(expected);
    expect(state.count).toBe(1);
    adam.dispose();
    tf.dispose([start, variable, gradient, at]);
  });
});
