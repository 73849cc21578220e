import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { frameBytes } from '../../../src/lib/frame/layout';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { arcface } from '../../../src/lib/loss/arcface';
import { modifiedSoftmax } from '../../../src/lib/loss/modified-softmax';
import { softmax } from '../../../src/lib/loss/softmax';
import { conventionFor } from '../../../src/lib/loss/convention';
import { evaluateLoss } from '../../../src/lib/loss/reference';
import { settingsOf } from '../../../src/lib/loss/spec';
import { Probe } from '../../../src/lib/train/probe';
import { learningRateAt } from '../../../src/lib/train/recipe';
import { loadInNode } from '../../../tools/node-training';
import { nodeBackends } from '../../support/host-tensor';
import { classes, side, tinyDataset } from '../../support/tiny-dataset';
import { bitsOf, tinyBatch, tinyTrainer, train } from '../../support/tiny-training';

describe.each(nodeBackends)('a trainer on %s', (backend) => {
  beforeAll(() => loadInNode(backend));

  /** Everything that five steps from `seed` make. */
  const fiveSteps = async (seed: number) => {
    const trainer = tinyTrainer({ seed });
    const losses = train(trainer, 5);
    const state = bitsOf(await trainer.save());
    trainer.dispose();
    return { losses, state };
  };

  it('comes to the same bits from the same seed, and to others from another, seeds 3 and 4', async () => {
    const first = await fiveSteps(3);
    expect(await fiveSteps(3)).toEqual(first);
    const other = await fiveSteps(4);
    expect(other.losses).not.toEqual(first.losses);
    expect(other.state).not.toEqual(first.state);
  });

  it('takes the same steps again from a checkpoint, bit for bit, seed 5', async () => {
    const trainer = tinyTrainer({ seed: 5 });
    train(trainer, 3);
    const checkpoint = await trainer.save();
    const losses = train(trainer, 4, 3);
    const state = bitsOf(await trainer.save());
    trainer.restore(checkpoint);
    expect(trainer.stepCount).toBe(3);
    expect(bitsOf(await trainer.save())).toEqual(bitsOf(checkpoint));
    expect(train(trainer, 4, 3)).toEqual(losses);
    expect(bitsOf(await trainer.save())).toEqual(state);
    trainer.dispose();
  });

  it('lets another trainer go on from its checkpoint, settings and all, seed 6', async () => {
    const trainer = tinyTrainer({ seed: 6 });
    train(trainer, 2);
    trainer.setSettings(settingsOf(arcface, { s: 8, m: 0.1 }));
    const checkpoint = await trainer.save();
    const heir = tinyTrainer({ seed: 77 });
    heir.restore(checkpoint);
    expect(heir.settings).toEqual(trainer.settings);
    expect(train(heir, 3, 2)).toEqual(train(trainer, 3, 2));
    expect(bitsOf(await heir.save())).toEqual(bitsOf(await trainer.save()));
    trainer.dispose();
    heir.dispose();
  });

  it('saves one moment, even where it steps on before the copies have arrived, seed 7', async () => {
    const trainer = tinyTrainer({ seed: 7 });
    train(trainer, 2);
    const expected = bitsOf(await trainer.save());
    const saving = trainer.save();
    train(trainer, 1, 2);
    const checkpoint = await saving;
    expect(checkpoint.step).toBe(2);
    expect(checkpoint.adam.count).toBe(2);
    expect(bitsOf(checkpoint)).toEqual(expected);
    trainer.dispose();
  });

  it('embeds a batch as its step sees it, and goes on as if nobody had looked, seed 15', async () => {
    const [looked, other] = [tinyTrainer({ seed: 15 }), tinyTrainer({ seed: 15 })];
    train(looked, 4);
    train(other, 4);
    const batch = tinyBatch(4);
    const embeddings = looked.embedBatch(batch);
    const { weights_cd } = (await looked.readHead())!;
    const settings = looked.effectiveSettings;
    const { loss } = evaluateLoss(arcface, settings, conventionFor(settings), {
      embeddings_nd: await embeddings.data(),
      weights_cd: Float64Array.from(weights_cd!),
      bias_c: null,
      labels_n: await tf.argMax(batch.oneHot_nc, 1).data(),
      dim: 2,
      classes,
    });
    const step = looked.gradients(batch);
    expect(step.loss.dataSync()[0]).toBeCloseTo(loss, 4);
    tf.dispose([embeddings, step.loss, ...step.gradients, batch.images, batch.oneHot_nc]);
    expect(train(looked, 3, 4)).toEqual(train(other, 3, 4));
    expect(bitsOf(await looked.save())).toEqual(bitsOf(await other.save()));
    looked.dispose();
    other.dispose();
  });

  it('holds no tensor more after 20 steps and a frame, and none after its end, seed 8', async () => {
    const before = tf.memory().numTensors;
    const trainer = tinyTrainer({ seed: 8 });
    const probe = new Probe(tinyDataset(8).probe, { height: side, width: side, classes });
    const buffer = new ArrayBuffer(frameBytes(probe.frameShape(2)));
    train(trainer, 1);
    await probe.fill(buffer, 0, trainer, NaN);
    const standing = tf.memory().numTensors;
    train(trainer, 20, 1);
    await probe.fill(buffer, 0, trainer, 1);
    await trainer.save();
    expect(tf.memory().numTensors).toBe(standing);
    const batch = tinyBatch(1);
    const { loss, gradients } = trainer.gradients(batch);
    tf.dispose([loss, ...gradients, batch.images, batch.oneHot_nc]);
    trainer.dispose();
    probe.release();
    expect(tf.memory().numTensors).toBe(before);
    trainer.dispose();
  });

  it('gives gradients without a step: nothing moves, seed 9', async () => {
    const trainer = tinyTrainer({ seed: 9 });
    train(trainer, 1);
    const before = bitsOf(await trainer.save());
    const batch = tinyBatch(2);
    const { loss, gradients } = trainer.gradients(batch);
    expect(gradients).toHaveLength(trainer.variableNames.length);
    tf.dispose([loss, ...gradients, batch.images, batch.oneHot_nc]);
    expect(bitsOf(await trainer.save())).toEqual(before);
    expect(trainer.stepCount).toBe(1);
    trainer.dispose();
  });
});

describe('a trainer', () => {
  beforeAll(() => loadInNode('wasm'));

  it('refuses every use after its end', async () => {
    const trainer = tinyTrainer();
    const checkpoint = await trainer.save();
    trainer.dispose();
    const batch = tinyBatch(1);
    const gone = /disposed/;
    expect(() => trainer.step(batch)).toThrow(gone);
    expect(() => trainer.gradients(batch)).toThrow(gone);
    expect(() => trainer.embed(batch.images)).toThrow(gone);
    expect(() => trainer.setSettings({})).toThrow(gone);
    expect(() => trainer.restore(checkpoint)).toThrow(gone);
    await expect(trainer.save()).rejects.toThrow(gone);
    await expect(trainer.readHead()).rejects.toThrow(gone);
    tf.dispose([batch.images, batch.oneHot_nc]);
  });

  it('uses new slider values from the next step on, seed 12', () => {
    const [still, moved] = [tinyTrainer({ seed: 12 }), tinyTrainer({ seed: 12 })];
    expect(train(still, 2)).toEqual(train(moved, 2));
    moved.setSettings(settingsOf(arcface, { s: 40 }));
    expect(train(still, 1, 2)).not.toEqual(train(moved, 1, 2));
    still.dispose();
    moved.dispose();
  });

  it('warms its rate up for a slider that moved, not for one that did not, and keeps that in a checkpoint', async () => {
    const recipe = { learningRate: 0.1, decaySteps: 2, decayFloor: 0.1 };
    const trainer = tinyTrainer({ recipe, seed: 15 });
    trainer.setSettings(settingsOf(arcface, { s: 4 }));
    // Nothing was trained yet that would have to be moved.
    expect(trainer.learningRate).toBeCloseTo(0.1, 12);
    train(trainer, 2);
    expect(trainer.learningRate).toBeCloseTo(0.01, 12);
    trainer.setSettings(settingsOf(arcface, { s: 4 }));
    expect(trainer.learningRate).toBeCloseTo(0.01, 12);
    trainer.setSettings(settingsOf(arcface, { s: 8 }));
    const warmed = trainer.learningRate;
    expect(warmed).toBeGreaterThan(0.02);
    const heir = tinyTrainer({ recipe, seed: 15 });
    heir.restore(await trainer.save());
    expect(heir.learningRate).toBe(warmed);
    train(heir, 3, 2);
    expect(heir.learningRate).toBeLessThan(warmed);
    trainer.dispose();
    heir.dispose();
  });

  it('tells the values and the rate that its next step takes, seed 13', () => {
    const trainer = tinyTrainer({ seed: 13, settings: { s: 32, m: 0.4 }, recipe: { learningRate: 0.02 } });
    expect(trainer.effectiveSettings).toMatchObject({ s: 8, m: 0 });
    train(trainer, 4);
    expect(trainer.effectiveSettings.s).toBeCloseTo(8 + (24 * 4) / 200, 12);
    expect(trainer.settings).toMatchObject({ s: 32, m: 0.4 });
    expect(trainer.learningRate).toBe(learningRateAt(trainer.config.recipe, 4));
    trainer.dispose();
  });

  it('lowers the loss of data that it sees again and again, seed 14', () => {
    const trainer = tinyTrainer({ spec: softmax, seed: 14 });
    const losses = Array.from({ length: 30 }, () => train(trainer, 1, 0)[0]);
    expect(losses.at(-1)).toBeLessThan(0.2 * losses[0]);
    trainer.dispose();
  });
});

describe('switches of the recipe', () => {
  beforeAll(() => loadInNode('wasm'));

  const names = (choice: Parameters<typeof tinyTrainer>[0]) => {
    const trainer = tinyTrainer(choice);
    const list = [...trainer.variableNames];
    trainer.dispose();
    return list;
  };
  const without = (list: readonly string[], ...gone: string[]) => list.filter((name) => !gone.includes(name));

  it.each([
    { backbone: 'mlp', layer: 'dense2' },
    { backbone: 'lenet', layer: 'dense' },
  ] as const)('normHidden puts a scale and a shift after the last hidden layer of $backbone', (choice) => {
    const { backbone, layer } = choice;
    const on = names({ backbone, recipe: { normHidden: true } });
    const off = names({ backbone, recipe: { normHidden: false } });
    expect(on).toEqual(expect.arrayContaining([`${layer}/scale`, `${layer}/shift`]));
    expect(off).toEqual(without(on, `${layer}/scale`, `${layer}/shift`));
  });

  it('normEmbedding takes the bias away and centres the embeddings of a batch, seed 21', async () => {
    const recipe = { normHidden: false, normEmbedding: true };
    expect(names({ recipe })).toEqual(
      without(names({ recipe: { normHidden: false, normEmbedding: false } }), 'embedding/bias'),
    );
    // After many steps the running moments are those of the batch, as long as the network hardly moves.
    const still = tinyTrainer({ recipe: { ...recipe, learningRate: 1e-9 }, seed: 21 });
    for (let i = 0; i < 80; i++) train(still, 1, 0);
    const batch = tinyBatch(1000);
    const embeddings = still.embed(batch.images);
    const values = (await embeddings.data()) as Float32Array;
    for (const column of [0, 1]) {
      const own = values.filter((_, i) => i % 2 === column);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
      expect(mean).toBeCloseTo(0, 3);
      expect(variance).toBeCloseTo(1, 2);
    }
    tf.dispose([embeddings, batch.images, batch.oneHot_nc]);
    still.dispose();
  });

  it('relu leaves no embedding below zero; without it there are some, seed 22', async () => {
    const batch = tinyBatch(3);
    const least = async (relu: boolean) => {
      const trainer = tinyTrainer({ recipe: { relu }, seed: 22 });
      const embeddings = trainer.embed(batch.images);
      const values = await embeddings.data();
      embeddings.dispose();
      trainer.dispose();
      return Math.min(...values);
    };
    expect(await least(true)).toBe(0);
    expect(await least(false)).toBeLessThan(0);
    tf.dispose([batch.images, batch.oneHot_nc]);
  });

  it('bias stands beside raw class weights only', async () => {
    expect(names({ spec: softmax })).toContain('head/bias');
    expect(names({ spec: softmax, recipe: { bias: false } })).not.toContain('head/bias');
    for (const spec of [modifiedSoftmax, aSoftmax, arcface]) {
      expect(names({ spec, recipe: { bias: true } })).not.toContain('head/bias');
    }
    const [biased, plain] = [tinyTrainer({ spec: softmax }), tinyTrainer({ spec: arcface })];
    expect((await biased.readHead())!.bias_c).toEqual(new Float32Array(classes));
    expect((await plain.readHead())!.bias_c).toBeNull();
    biased.dispose();
    plain.dispose();
  });

  it('evenWeights spaces the class weights like hours, class 0 up; without it they are random units', async () => {
    const weights = async (evenWeights: boolean, dim: number) => {
      const trainer = tinyTrainer({ recipe: { evenWeights }, dim, seed: 23 });
      const { weights_cd } = (await trainer.readHead())!;
      trainer.dispose();
      return [...weights_cd!];
    };
    // Four classes: up, right, down, left.
    const clock = [0, 1, 1, 0, 0, -1, -1, 0].map((value) => expect.closeTo(value, 6));
    expect(await weights(true, 2)).toEqual(clock);
    const random = await weights(false, 2);
    expect(random).not.toEqual(clock);
    for (let c = 0; c < classes; c++) expect(Math.hypot(random[2 * c], random[2 * c + 1])).toBeCloseTo(1, 6);
    const spatial = await weights(true, 3);
    for (let c = 0; c < classes; c++)
      expect(Math.hypot(...spatial.slice(3 * c, 3 * c + 3))).toBeCloseTo(1, 6);
  });

  it('gradient and safeguard reach the head: the same batch pulls otherwise, seed 24', () => {
    const after = (settings: Record<string, string>) => {
      const trainer = tinyTrainer({ settings: { m: 0.8, ...settings }, recipe: { ramp: false }, seed: 24 });
      const losses = train(trainer, 3);
      trainer.dispose();
      return losses;
    };
    const exact = after({});
    expect(after({ gradient: 'straight-through' })[0]).toBe(exact[0]);
    expect(after({ gradient: 'straight-through' })).not.toEqual(exact);
    expect(after({ safeguard: 'none' })[0]).not.toBe(exact[0]);
  });
});
