/** What is measured between two steps: gradient norms by layer, and the first tensor with a number that is none. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureVitals } from '../../../src/lib/train/vitals';
import { recipeFor } from '../../../src/lib/train/recipe';
import { arcface } from '../../../src/lib/loss/arcface';
import { settingsOf } from '../../../src/lib/loss/spec';
import type { RunConfig } from '../../../src/lib/train/protocol';
import { Trainer, type TrainerConfig } from '../../../src/lib/train/trainer';
import { loadInNode } from '../../../tools/node-training';
import { ServiceBench, tinyConfig } from '../../support/service-bench';

beforeAll(() => loadInNode('wasm'));

const config: TrainerConfig = {
  spec: arcface,
  settings: settingsOf(arcface),
  recipe: recipeFor(arcface),
  backbone: 'mlp',
  images: { height: 4, width: 4, classes: 3 },
  dim: 2,
  seed: 5,
};
const batch = () => ({
  images: tf.tidy(() => tf.reshape(tf.sin(tf.range(0, 6 * 16)), [6, 4, 4, 1])) as tf.Tensor4D,
  oneHot_nc: tf.tensor2d(
    [0, 1, 2, 0, 1, 2].flatMap((y) => [0, 1, 2].map((j) => Number(j === y))),
    [6, 3],
  ),
});

describe('gradient norms', () => {
  it('are those of the gradients, layer by layer, and the run goes on as if nobody had looked', async () => {
    const trainer = new Trainer(config);
    const twin = new Trainer(config);
    const one = batch();
    trainer.step(one).dispose();
    twin.step(one).dispose();
    const before = tf.memory().numTensors;
    const { gradientNorms } = await measureVitals(trainer, one);
    // A normalisation holds the last batch's moments until the next step.
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(4);
    expect(gradientNorms.map(({ layer }) => layer)).toEqual(['dense1', 'dense2', 'embedding', 'head']);
    const { loss, gradients } = twin.gradients(one);
    const squares: Record<string, number> = {};
    twin.variableNames.forEach((name, i) => {
      const layer = name.replace(/\/.*/, '');
      squares[layer] = (squares[layer] ?? 0) + tf.tidy(() => tf.sum(tf.square(gradients[i])).dataSync()[0]);
    });
    for (const { layer, norm } of gradientNorms) expect(norm).toBeCloseTo(Math.sqrt(squares[layer]), 5);
    tf.dispose([loss, ...gradients]);
    trainer.step(one).dispose();
    twin.step(one).dispose();
    const [ours, theirs] = [await trainer.save(), await twin.save()];
    expect(ours.variables).toEqual(theirs.variables);
    expect(ours.normalizations).toEqual(theirs.normalizations);
    tf.dispose([one.images, one.oneHot_nc]);
    trainer.dispose();
    twin.dispose();
  });
});

describe('the service', () => {
  it('reports them about twice a second of training, and at rest', async () => {
    const bench = new ServiceBench();
    await bench.open();
    await bench.playTo(200);
    const reports = bench.all('vitals');
    expect(reports.at(-1)).toMatchObject({ step: 200 });
    expect(reports.length).toBeGreaterThan(1);
    expect(reports.length).toBeLessThan(bench.all('frame').length);
    expect(reports[0].vitals[0].gradientNorms.every(({ norm }) => norm > 0)).toBe(true);
    bench.service.dispose();
  });

  it('names the tensor in which the first number that is none appeared', async () => {
    const bench = new ServiceBench();
    // The second of two runs: a scale beyond single precision makes its very first logits infinite.
    const runs: RunConfig[] = [
      { loss: 'softmax', settings: {}, recipe: {} },
      { loss: 'arcface', settings: { s: 1e39 }, recipe: { ramp: false } },
    ];
    await bench.open(tinyConfig(bench.dataset, { runs }));
    bench.play();
    const { problem } = await bench.next('problem');
    expect(problem.details).toMatchObject({ loss: 'arcface', sickStep: 1, sickKind: 'loss', sickTensor: '' });
    await bench.service.settled();
    bench.service.dispose();
  });

  it('says nothing of a tensor where all numbers were finite', async () => {
    const bench = new ServiceBench();
    const wild = { learningRate: 50, normHidden: false };
    await bench.open(tinyConfig(bench.dataset, { runs: [{ loss: 'softmax', settings: {}, recipe: wild }] }));
    bench.play();
    const { problem } = await bench.next('problem');
    expect(problem.code).toBe('diverged');
    expect(problem.details.sickTensor).toBeUndefined();
    await bench.service.settled();
    bench.service.dispose();
  });
});
