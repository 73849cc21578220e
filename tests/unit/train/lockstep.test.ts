/** What lock-step promises: one start, one order of batches, and no influence of one run on another. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Jitter } from '../../../src/lib/data/dataset';
import { sliceSamples } from '../../../src/lib/data/samples';
import { unstandardized } from '../../../src/lib/data/standardize';
import { classLosses } from '../../../src/lib/loss/registry';
import { settingsOf, subcentersOf } from '../../../src/lib/loss/spec';
import { BatchOrder } from '../../../src/lib/train/batch-order';
import { DeviceDataset } from '../../../src/lib/train/device-dataset';
import { changeInto, changesAt } from '../../../src/lib/train/jitter';
import { LockStep } from '../../../src/lib/train/lockstep';
import type { RunConfig } from '../../../src/lib/train/protocol';
import type { Trainer } from '../../../src/lib/train/trainer';
import { loadInNode } from '../../../tools/node-training';
import { nodeBackends } from '../../support/host-tensor';
import { classes, side, tinyDataset } from '../../support/tiny-dataset';
import { bitsOf } from '../../support/tiny-training';

const { train, manifest } = tinyDataset(3);
const images = { height: side, width: side, classes };
const shardCounts = manifest.splits.train.shards.map(({ count }) => count);
const run = (loss: string, changes: Partial<RunConfig> = {}): RunConfig => ({
  loss,
  settings: {},
  recipe: {},
  ...changes,
});

function lockStepOf(runs: readonly RunConfig[], seed: number) {
  const dataset = new DeviceDataset(images, train.count);
  dataset.append(train);
  const order = new BatchOrder(seed, shardCounts, 16);
  return {
    dataset,
    order,
    lockstep: new LockStep({ runs, backbone: 'mlp', dim: 2, seed }, images, dataset, order),
  };
}

async function variables(trainer: Trainer): Promise<Record<string, number[]>> {
  const { variables } = await trainer.save();
  return Object.fromEntries(trainer.variableNames.map((name, i) => [name, [...variables[i]]]));
}

/** Losses of `steps` steps [K][steps], and every bit of each run's state after them. */
async function follow(runs: readonly RunConfig[], seed: number, steps: number) {
  const { lockstep, dataset } = lockStepOf(runs, seed);
  const losses = runs.map((): number[] => []);
  for (let step = 0; step < steps; step++) {
    lockstep.step().forEach((loss, i) => {
      losses[i].push(loss.dataSync()[0]);
      loss.dispose();
    });
  }
  const states = (await lockstep.save()).map(bitsOf);
  lockstep.dispose();
  dataset.release();
  return { losses, states };
}

describe.each(nodeBackends)('runs in lock-step on %s', (backend) => {
  beforeAll(() => loadInNode(backend));
  afterEach(() => vi.restoreAllMocks());

  it('go as each would go alone, bit for bit, seed 31', async () => {
    const runs = [run('softmax'), run('arcface', { settings: { s: 8 }, recipe: { ramp: false } })];
    const together = await follow(runs, 31, 5);
    for (const [i, own] of runs.entries()) {
      const alone = await follow([own], 31, 5);
      expect(together.losses[i]).toEqual(alone.losses[0]);
      expect(together.states[i]).toEqual(alone.states[0]);
    }
    expect(together.losses[0]).not.toEqual(together.losses[1]);
  });
});

describe('runs in lock-step', () => {
  beforeAll(() => loadInNode('wasm'));
  afterEach(() => vi.restoreAllMocks());

  it.each([
    { dim: 2, recipe: {} },
    { dim: 3, recipe: { evenWeights: false } },
  ])('start from the same weights under every loss, dimension $dim, seed 32', async ({ dim, recipe }) => {
    const { dataset, order } = lockStepOf([run('softmax')], 32);
    const runs = classLosses.map(({ id }) => run(id, { recipe }));
    const lockstep = new LockStep({ runs, backbone: 'mlp', dim, seed: 32 }, images, dataset, order);
    const all = await Promise.all(lockstep.trainers.map(variables));
    const [softmax] = all;
    for (const [i, own] of all.entries()) {
      expect(Object.keys(own)).toEqual(
        expect.arrayContaining(['dense1/weights', 'dense2/weights', 'embedding/weights', 'head/weights']),
      );
      // A run may lack a bias that its loss or a normalisation makes idle; what it has is what Softmax has.
      // Several weights a class, and a bias that starts where its logistics balance, are such losses' own.
      const spec = classLosses[i];
      const ownNames = subcentersOf(spec, settingsOf(spec)) > 1 ? ['head/weights'] : [];
      if (spec.kind === 'binary') ownNames.push('head/bias');
      for (const [name, values] of Object.entries(own)) {
        if (!ownNames.includes(name)) expect(values, name).toEqual(softmax[name]);
      }
    }
    lockstep.dispose();
  });

  it('see one batch a step, the one that the order names, seed 33', () => {
    const { lockstep, dataset, order } = lockStepOf([run('softmax'), run('arcface'), run('cosface')], 33);
    const asked = vi.spyOn(dataset, 'batch');
    const steps = lockstep.trainers.map((trainer) => vi.spyOn(trainer, 'step'));
    for (let i = 0; i < 8; i++) tf.dispose(lockstep.step());
    expect(asked.mock.calls.map(([indices]) => indices)).toEqual(
      Array.from({ length: 8 }, (_, step) => order.batch(step)),
    );
    asked.mock.results.forEach(({ value }, step) => {
      for (const spy of steps) expect(spy.mock.calls[step][0]).toBe(value);
    });
    expect(lockstep.trainers.map(({ stepCount }) => stepCount)).toEqual([8, 8, 8]);
    expect(lockstep.stepCount).toBe(8);
    lockstep.dispose();
    dataset.release();
  });

  it('wait for the samples of the next step', () => {
    const dataset = new DeviceDataset(images, train.count);
    const order = new BatchOrder(34, shardCounts, 16);
    const lockstep = new LockStep(
      { runs: [run('softmax')], backbone: 'mlp', dim: 2, seed: 34 },
      images,
      dataset,
      order,
    );
    expect(lockstep.isReady).toBe(false);
    // The first shard holds 40 samples: two batches of 16, and half of a third.
    dataset.append({
      count: 40,
      pixels: train.pixels.subarray(0, 40 * side ** 2),
      labels: train.labels.subarray(0, 40),
    });
    const ready: boolean[] = [];
    for (let i = 0; i < 2; i++) {
      ready.push(lockstep.isReady);
      tf.dispose(lockstep.step());
    }
    expect([...ready, lockstep.isReady]).toEqual([true, true, false]);
    lockstep.dispose();
  });

  it('keep nothing: neither a step, a warm-up, a save nor a restore, and nothing after their end, seed 35', async () => {
    const before = tf.memory().numTensors;
    const { lockstep, dataset } = lockStepOf([run('softmax'), run('a-softmax')], 35);
    tf.dispose(lockstep.step());
    const standing = tf.memory().numTensors;
    const checkpoints = await lockstep.save();
    for (let i = 0; i < 3; i++) tf.dispose(lockstep.step());
    lockstep.restore(checkpoints);
    expect(lockstep.stepCount).toBe(1);
    tf.dispose(lockstep.step());
    expect(tf.memory().numTensors).toBe(standing);
    const held = tf.zeros<tf.Rank.R4>([3, images.height, images.width, 1]);
    await lockstep.warmUp((trainer) => trainer.embed(held).dispose());
    lockstep.rehearse((trainer) => trainer.embed(held).dispose());
    held.dispose();
    tf.dispose(lockstep.step());
    expect(tf.memory().numTensors).toBe(standing);
    lockstep.dispose();
    dataset.release();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('do not move by a warm-up, seed 36', async () => {
    const { lockstep, dataset } = lockStepOf([run('softmax')], 36);
    const before = (await lockstep.save()).map(bitsOf);
    await lockstep.warmUp(() => {});
    lockstep.rehearse(() => {});
    expect((await lockstep.save()).map(bitsOf)).toEqual(before);
    expect(lockstep.stepCount).toBe(0);
    lockstep.dispose();
    dataset.release();
  });

  it('refuse a loss that does not exist, and leave nothing behind', () => {
    const before = tf.memory().numTensors;
    expect(() => lockStepOf([run('softmax'), run('softmaxx')], 37)).toThrow(/softmaxx/);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leave nothing behind where a step breaks off in the middle, seed 38', () => {
    const before = tf.memory().numTensors;
    const { lockstep, dataset } = lockStepOf([run('softmax'), run('arcface')], 38);
    tf.dispose(lockstep.step());
    vi.spyOn(lockstep.trainers[1], 'step').mockImplementation(() => {
      throw new Error('the device broke');
    });
    expect(() => lockstep.step()).toThrow('the device broke');
    lockstep.dispose();
    dataset.release();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('batches of a set whose images may be changed', () => {
  const jitter = { mirror: true, shiftPx: 2 };

  it('hold each sample changed as seed and step say, and its label, before and after all have arrived', async () => {
    await loadInNode('cpu');
    const read = async (dataset: DeviceDataset, own?: Jitter) => {
      const order = new BatchOrder(7, shardCounts, 8);
      const lockstep = new LockStep(
        { runs: [run('arcface')], backbone: 'mlp', dim: 2, seed: 7, jitter: own },
        images,
        dataset,
        order,
      );
      const batch = lockstep.batchAt(3);
      const values = [await batch.images.data(), await batch.oneHot_nc.data()].map((data) => [...data]);
      tf.dispose([batch.images, batch.oneHot_nc]);
      lockstep.dispose();
      return { values, places: order.batch(3) };
    };
    const whole = new DeviceDataset(images, train.count, unstandardized, jitter);
    whole.append(train);
    const { values, places } = await read(whole);
    const changes = changesAt(jitter, 7, 3, places.length);
    const expected = [...places].flatMap((place, i) => {
      const image = Float32Array.from(
        train.pixels.subarray(place * side * side, (place + 1) * side * side),
        (byte) => byte / 255,
      );
      const target = new Float32Array(side * side);
      changeInto(target, image, [side, side], changes[i]);
      return [...target];
    });
    expect(values[0]).toEqual(expected);
    [...places].forEach((place, i) => expect(values[1][i * classes + train.labels[place]]).toBe(1));

    // A training may have its own way in place of the set's.
    const own = await read(whole, { mirror: false, shiftPx: 0 });
    const asTheyAre = [...places].flatMap((place) =>
      [...train.pixels.subarray(place * side * side, (place + 1) * side * side)].map((byte) =>
        Math.fround(byte / 255),
      ),
    );
    expect(own.values[0]).toEqual(asTheyAre);

    const early = new DeviceDataset(images, train.count, unstandardized, jitter);
    early.append(sliceSamples(train, 0, shardCounts[0]));
    expect((await read(early)).values).toEqual(values);
    for (const dataset of [whole, early]) dataset.release();
  });
});
