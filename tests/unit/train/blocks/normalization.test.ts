/** The running moments of a normalisation layer: when they move, by how much, and that they can be kept. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/lib/math/rng';
import { Normalization } from '../../../../src/lib/train/backbone/normalization';
import { Parameters } from '../../../../src/lib/train/backbone/parameters';
import { loadInNode } from '../../../../tools/node-training';
import { difference } from '../../../support/host-tensor';

beforeAll(() => loadInNode('cpu'));

const layer = (affine: boolean) => {
  const parameters = new Parameters(createRng(1));
  return { parameters, norm: new Normalization(parameters, 'layer', 2, affine) };
};

/** Means 2 and 20, variances 1 and 25. */
const batch = () =>
  tf.tensor2d([
    [1, 15],
    [3, 25],
  ]);

describe('running moments', () => {
  it('start at mean 0 and variance 1', async () => {
    const { norm } = layer(false);
    expect((await norm.save()).map((values) => [...values])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    norm.dispose();
  });

  it('go a tenth of the way to the batch at each commit, and nowhere without one', async () => {
    const { norm } = layer(false);
    const x = batch();
    norm.train(x).dispose();
    expect([...(await norm.save())[0]]).toEqual([0, 0]);
    norm.commit();
    const [mean, variance] = await norm.save();
    expect(difference(mean, [0.2, 2])).toBeLessThan(1e-6);
    expect(difference(variance, [0.9 + 0.1, 0.9 + 2.5])).toBeLessThan(1e-6);
    norm.commit();
    expect((await norm.save())[0]).toEqual(mean);
    norm.dispose();
    x.dispose();
  });

  it('are what held-out samples are divided by', async () => {
    const { norm } = layer(false);
    norm.restore([Float32Array.of(1, 5), Float32Array.of(4, 100)]);
    const x = batch();
    const y = norm.evaluate(x);
    expect(difference(await y.data(), [0, 1, 1, 2])).toBeLessThan(1e-5);
    norm.dispose();
    tf.dispose([x, y]);
  });

  it('come back from a saved state', async () => {
    const { norm } = layer(true);
    const x = batch();
    norm.train(x).dispose();
    norm.commit();
    const saved = await norm.save();
    norm.train(x).dispose();
    norm.commit();
    expect(await norm.save()).not.toEqual(saved);
    norm.restore(saved);
    expect(await norm.save()).toEqual(saved);
    norm.dispose();
    x.dispose();
  });

  it('hold no more tensors after many steps, and none once disposed', () => {
    const before = tf.memory().numTensors;
    const { norm, parameters } = layer(true);
    const x = batch();
    const step = () => {
      norm.train(x).dispose();
      norm.commit();
    };
    step();
    const standing = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) step();
    norm.train(x).dispose();
    norm.train(x).dispose();
    norm.commit();
    expect(tf.memory().numTensors).toBe(standing);
    norm.train(x).dispose();
    norm.dispose();
    parameters.dispose();
    x.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
