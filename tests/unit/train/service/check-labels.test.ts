/** The search for wrong labels as a page asks for it: what the worker answers, when, and that it moves nothing. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { spoilShard } from '../../../../src/lib/data/spoil';
import { anglesToDominant } from '../../../../src/lib/metric/wrong-labels';
import { meanDirections } from '../../../../src/lib/metric/class-angles';
import type { RunConfig, TrainingConfig } from '../../../../src/lib/train/protocol';
import { loadInNode } from '../../../../tools/node-training';
import { nodeBackends } from '../../../support/host-tensor';
import { DirectRun, ServiceBench, tinyConfig } from '../../../support/service-bench';
import { classes, shardAddress, side } from '../../../support/tiny-dataset';

beforeAll(() => loadInNode('wasm'));

let tensorsBefore = 0;
const benches: ServiceBench[] = [];
function benchOf(options: ConstructorParameters<typeof ServiceBench>[0] = {}): ServiceBench {
  if (benches.length === 0) tensorsBefore = tf.memory().numTensors;
  const bench = new ServiceBench(options);
  benches.push(bench);
  return bench;
}
afterEach(async () => {
  for (const { service } of benches) {
    service.dispose();
    await service.settled();
  }
  if (benches.splice(0).length) expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const spoiling = { noise: 0.4, imbalance: 1 };
const runs: RunConfig[] = [
  { loss: 'arcface', settings: { s: 8 }, recipe: {} },
  { loss: 'subcenter-arcface', settings: { s: 8, K: 3 }, recipe: {} },
  { loss: 'triplet', settings: {}, recipe: {} },
];
const configOf = (bench: ServiceBench): TrainingConfig =>
  tinyConfig(bench.dataset, { runs, spoiling, dim: 3 });

async function ask(bench: ServiceBench, run: number, count: number) {
  const before = bench.all('labels-checked').length;
  bench.send({ type: 'check-labels', run, count });
  await bench.next('labels-checked', (report) => bench.all('labels-checked').indexOf(report) === before);
  return bench.last('labels-checked')!.check;
}

describe.each(nodeBackends)('the training samples on %s, seed 1', (backend) => {
  it('come with given and true labels, their very pixels, and each run’s angles', async () => {
    const bench = benchOf({ backends: [backend] });
    const config = configOf(bench);
    const { run } = await bench.open(config);
    await bench.playTo(12);
    const check = await ask(bench, run, 60);

    // The first two shards, of 40 and 30 samples, spoiled apart from the service.
    const { labels, pixels } = bench.dataset.train;
    const given = [
      ...spoilShard(labels.subarray(0, 40), classes, spoiling, 1, 0).labels_n,
      ...spoilShard(labels.subarray(40, 70), classes, spoiling, 1, 1).labels_n,
    ].slice(0, 60);
    expect(check).toMatchObject({ step: 12, imageWidth: side, imageHeight: side });
    expect([...check.given_n]).toEqual(given);
    expect([...check.true_n]).toEqual([...labels.subarray(0, 60)]);
    expect(given).not.toEqual([...check.true_n]);
    expect([...check.pixels]).toEqual([...pixels.subarray(0, 60 * side * side)]);

    expect(check.anglesRad).toHaveLength(3);
    for (const angles of check.anglesRad) {
      expect(angles).toHaveLength(60);
      expect(angles.every((angle) => angle >= 0 && angle <= Math.PI)).toBe(true);
      expect(new Set(angles).size).toBeGreaterThan(50);
    }
  });

  it.each([
    ['right labels, nine steps', 9, undefined],
    ['wrong labels, before the first step', 0, spoiling],
  ])('lie at the angles of a trainer that is stepped by hand: %s', async (_, steps, spoiled) => {
    const bench = benchOf({ backends: [backend] });
    const config = tinyConfig(bench.dataset, { runs: runs.slice(1), dim: 3, spoiling: spoiled });
    const { run } = await bench.open(config);
    await bench.playTo(steps);
    const check = await ask(bench, run, 40);
    for (const [i, own] of config.runs.entries()) {
      const direct = await DirectRun.open(bench.dataset, config, own);
      const { trainer } = direct.stepTo(steps);
      const images = direct.imagesOf(40);
      const embedded = tf.tidy(() => trainer.embed(images));
      const embeddings = await embedded.data();
      tf.dispose([images, embedded]);
      const own_n = bench.dataset.train.labels.subarray(0, 40);
      const labels = spoiled ? spoilShard(own_n, classes, spoiled, 1, 0).labels_n : own_n;
      const weights =
        (await trainer.readHead())?.weights_cd ?? meanDirections(embeddings, labels, 3, classes);
      expect(weights.length / 3 / classes).toBe(own.loss === 'triplet' ? 1 : 3);
      expect([...check.anglesRad[i]]).toEqual([...anglesToDominant(embeddings, weights, labels, 3, classes)]);
      direct.dispose();
    }
  });
});

describe('asking', () => {
  it('moves nothing: a training that is asked in between takes the same steps', async () => {
    const losses = [];
    for (const asks of [false, true]) {
      const bench = benchOf();
      const { run } = await bench.open(configOf(bench));
      await bench.playTo(5);
      if (asks) await ask(bench, run, 96);
      await bench.playTo(10);
      losses.push(bench.all('frame').flatMap((frame) => [...frame.losses[1]]));
    }
    expect(losses[1]).toEqual(losses[0]);
    expect(losses[0]).toHaveLength(10);
  });

  it('while it trains is answered between two steps, and training goes on', async () => {
    const bench = benchOf();
    const { run } = await bench.open(configOf(bench));
    bench.play(20);
    const { step } = await ask(bench, run, 10);
    await bench.service.settled();
    expect(step).toBeLessThanOrEqual(20);
    expect(bench.last('state')).toMatchObject({ step: 20, playing: false });
  });

  it('for more than has arrived is answered with what has', async () => {
    const bench = benchOf();
    const address = shardAddress(bench.dataset, 'train', 1);
    bench.server.fail(address, 'stalled');
    const { run } = await bench.open(configOf(bench));
    expect((await ask(bench, run, 1000)).given_n).toHaveLength(40);
    bench.server.mend(address);
  });
});
