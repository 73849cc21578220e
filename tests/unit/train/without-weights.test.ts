/** Losses without class weights, and terms beside a loss, train: the same seed, the same bits, and nothing is left behind. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { unstandardized } from '../../../src/lib/data/standardize';
import { frameBytes, readSlot } from '../../../src/lib/frame/layout';
import { isFiniteFrame } from '../../../src/lib/frame/measure';
import { arcface } from '../../../src/lib/loss/arcface';
import { center } from '../../../src/lib/loss/center';
import { contrastive } from '../../../src/lib/loss/contrastive';
import { evaluateTerm } from '../../../src/lib/loss/evaluate-batch';
import { losses, terms } from '../../../src/lib/loss/registry';
import { hasClassWeights, settingsOf } from '../../../src/lib/loss/spec';
import { softmax } from '../../../src/lib/loss/softmax';
import { triplet } from '../../../src/lib/loss/triplet';
import { ClassMeans } from '../../../src/lib/train/class-means';
import { Probe } from '../../../src/lib/train/probe';
import { loadInNode } from '../../../tools/node-training';
import { nodeBackends } from '../../support/host-tensor';
import { classes, side, tinyDataset } from '../../support/tiny-dataset';
import { bitsOf, tinyBatch, tinyTrainer, train } from '../../support/tiny-training';

const images = { height: side, width: side, classes };
const without = losses.filter((spec) => !hasClassWeights(spec));

describe.each(nodeBackends)('on %s', (backend) => {
  beforeAll(() => loadInNode(backend));

  it.each(without.map((spec) => [spec.id, spec] as const))(
    '%s comes to the same bits from the same seed, and has no class weights',
    async (_, spec) => {
      const five = async () => {
        const trainer = tinyTrainer({ spec, seed: 3, recipe: { ramp: false } });
        expect(trainer.variableNames).not.toContain('head/weights');
        expect(await trainer.readHead()).toBeNull();
        const values = train(trainer, 5);
        expect(values.every(Number.isFinite)).toBe(true);
        const state = bitsOf(await trainer.save());
        trainer.dispose();
        return { values, state };
      };
      expect(await five()).toEqual(await five());
    },
  );

  it('one batch, learned by heart, has less and less loss', () => {
    // The plain backend takes the same steps, ten times as slowly.
    if (backend === 'cpu') return;
    for (const spec of without) {
      const trainer = tinyTrainer({ spec, seed: 4, recipe: { ramp: false } });
      const batch = tinyBatch(5, 24);
      const values = Array.from({ length: 60 }, () => {
        const loss = trainer.step(batch);
        const [value] = loss.dataSync();
        loss.dispose();
        return value;
      });
      expect(values.at(-1)!, spec.id).toBeLessThan(0.5 * values[0]);
      tf.dispose([batch.images, batch.oneHot_nc]);
      trainer.dispose();
    }
  });

  it('every term adds to the loss', async () => {
    for (const term of terms) {
      const plain = tinyTrainer({ spec: arcface, seed: 6 });
      const added = tinyTrainer({ spec: arcface, terms: [term], seed: 6 });
      const batch = tinyBatch(7);
      const { weights_cd } = (await plain.readHead())!;
      const [own, both] = [plain, added].map((trainer) => trainer.gradients(batch));
      const difference = both.loss.dataSync()[0] - own.loss.dataSync()[0];
      expect(Number.isFinite(difference)).toBe(true);
      if (term.id === 'inter') {
        const labels = Array.from(tf.tidy(() => tf.argMax(batch.oneHot_nc, 1).dataSync()) as Int32Array);
        const { loss } = evaluateTerm(term, settingsOf(term), {
          embeddings_nd: new Float64Array(2 * labels.length),
          labels_n: labels,
          weights_cd,
          state: null,
          dim: 2,
          classes,
        });
        expect(difference).toBeCloseTo(loss, 4);
      } else expect(difference).toBeGreaterThan(0);
      tf.dispose([own.loss, both.loss, ...own.gradients, ...both.gradients, batch.images, batch.oneHot_nc]);
      plain.dispose();
      added.dispose();
    }
  });

  it('the centers move with each step, are saved, and go on from a checkpoint bit for bit', async () => {
    const trainer = tinyTrainer({ spec: softmax, terms: [center], seed: 8 });
    const before = (await trainer.save()).terms;
    expect([...before[0]]).toEqual(new Array(2 * classes).fill(0));
    train(trainer, 3);
    const checkpoint = await trainer.save();
    expect(checkpoint.terms[0].some((value) => value !== 0)).toBe(true);
    const values = train(trainer, 4, 3);
    const state = bitsOf(await trainer.save());
    trainer.restore(checkpoint);
    expect(train(trainer, 4, 3)).toEqual(values);
    expect(bitsOf(await trainer.save())).toEqual(state);
    trainer.dispose();
  });

  it('holds no tensor more after 10 steps and a frame, and none after its end', async () => {
    const before = tf.memory().numTensors;
    const trainer = tinyTrainer({ spec: triplet, terms: [center], seed: 9 });
    const dataset = tinyDataset(8);
    const probe = new Probe(
      dataset.probe,
      images,
      unstandardized,
      new ClassMeans(dataset.probe, images, unstandardized),
    );
    const buffer = new ArrayBuffer(frameBytes(probe.frameShape(2)));
    train(trainer, 1);
    await probe.fill(buffer, 0, trainer, NaN);
    const standing = tf.memory().numTensors;
    train(trainer, 10, 1);
    await probe.fill(buffer, 0, trainer, 1);
    await trainer.save();
    expect(tf.memory().numTensors).toBe(standing);
    const batch = tinyBatch(1);
    const { loss, gradients } = trainer.gradients(batch);
    tf.dispose([loss, ...gradients, batch.images, batch.oneHot_nc]);
    trainer.dispose();
    probe.release();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('frames carry class means where the weights stand: unit directions, or points with −½‖μ‖²', async () => {
    const dataset = tinyDataset(8);
    const means = new ClassMeans(dataset.probe, images, unstandardized);
    const probe = new Probe(dataset.probe, images, unstandardized, means);
    for (const [spec, isUnit] of [
      [triplet, true],
      [contrastive, false],
    ] as const) {
      const trainer = tinyTrainer({ spec, seed: 10 });
      const frame = await probe.fill(new ArrayBuffer(frameBytes(probe.frameShape(2))), 0, trainer, NaN);
      expect(isFiniteFrame(frame)).toBe(true);
      expect(readSlot(frame, 'accuracy')).toBeGreaterThan(0);
      for (let c = 0; c < classes; c++) {
        const square = frame.weights_cd[2 * c] ** 2 + frame.weights_cd[2 * c + 1] ** 2;
        if (isUnit) expect([square, frame.bias_c[c]]).toEqual([expect.closeTo(1, 5), 0]);
        else expect(frame.bias_c[c]).toBeCloseTo(-square / 2, 5);
      }
      trainer.dispose();
    }
    probe.release();
  });

  it('says in a sentence what cannot be', async () => {
    expect(() =>
      tinyTrainer({ spec: triplet, terms: [terms.find(({ needsWeights }) => needsWeights)!] }),
    ).toThrow('looks at class weights, of which triplet has none');
    const trainer = tinyTrainer({ spec: triplet });
    const probe = new Probe(tinyDataset(8).probe, images);
    const buffer = new ArrayBuffer(frameBytes(probe.frameShape(2)));
    await expect(probe.fill(buffer, 0, trainer, NaN)).rejects.toThrow('no class means were given');
    trainer.dispose();
    probe.release();
  });
});
