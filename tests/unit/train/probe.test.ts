/** What a frame holds of a trainer: held-out embeddings, the head as the loss uses it, and the header. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Samples } from '../../../src/lib/data/dataset';
import { sliceSamples } from '../../../src/lib/data/samples';
import { frameBytes, openFrame, readEffective, readSlot } from '../../../src/lib/frame/layout';
import { measureFrame } from '../../../src/lib/frame/measure';
import { arcface } from '../../../src/lib/loss/arcface';
import { softmax } from '../../../src/lib/loss/softmax';
import { Probe } from '../../../src/lib/train/probe';
import { loadInNode } from '../../../tools/node-training';
import { difference } from '../../support/host-tensor';
import { classes, side, tinyDataset } from '../../support/tiny-dataset';
import { tinyTrainer, train, type TrainerChoice } from '../../support/tiny-training';

beforeAll(() => loadInNode('wasm'));

const images = { height: side, width: side, classes };
const { probe: samples } = tinyDataset(7, [4], [30]);

/** The frame of a trainer after `steps` steps, and the trainer's own head. */
async function frameOf(choice: TrainerChoice, steps: number, of: Samples = samples) {
  const trainer = tinyTrainer(choice);
  train(trainer, steps);
  const probe = new Probe(of, images);
  const frame = await probe.fill(
    new ArrayBuffer(frameBytes(probe.frameShape(choice.dim ?? 2))),
    5,
    trainer,
    0.75,
  );
  const head = (await trainer.readHead())!;
  const { effectiveSettings, learningRate } = trainer;
  probe.release();
  trainer.dispose();
  return { frame, head, effectiveSettings, learningRate };
}

describe('a frame of a trainer, seed 1', () => {
  it('has the run, the step, the last loss, and what the next step will use', async () => {
    const { frame, effectiveSettings, learningRate } = await frameOf(
      { spec: arcface, settings: { m: 0.4 } },
      6,
    );
    expect(['version', 'run', 'step', 'loss'].map((slot) => readSlot(frame, slot as 'run'))).toEqual([
      1, 5, 6, 0.75,
    ]);
    expect(readSlot(frame, 'learningRate')).toBe(learningRate);
    expect(arcface.parameters.map((_, i) => readEffective(frame, i))).toEqual(
      arcface.parameters.map(({ name }) => effectiveSettings[name]),
    );
  });

  it('has class weights of length 1 where the loss divides by their norm', async () => {
    const { frame, head } = await frameOf({ spec: arcface }, 6);
    for (let c = 0; c < classes; c++) {
      const [x, y] = head.weights_cd!.slice(2 * c, 2 * c + 2);
      const norm = Math.hypot(x, y);
      expect(frame.weights_cd[2 * c]).toBeCloseTo(x / norm, 6);
      expect(frame.weights_cd[2 * c + 1]).toBeCloseTo(y / norm, 6);
    }
    expect(Array.from(frame.bias_c)).toEqual([0, 0, 0, 0]);
  });

  it('has class weights and biases as they are where the loss does not', async () => {
    const { frame, head } = await frameOf({ spec: softmax }, 6);
    expect(frame.weights_cd).toEqual(head.weights_cd);
    expect(frame.bias_c).toEqual(head.bias_c);
    expect(Math.max(...frame.bias_c.map(Math.abs))).toBeGreaterThan(0);
  });

  it('writes over what the buffer held before', async () => {
    const trainer = tinyTrainer({ spec: arcface });
    const probe = new Probe(samples, images);
    const buffer = new ArrayBuffer(frameBytes(probe.frameShape(2)));
    const dirty = openFrame(probe.frameShape(2), buffer);
    dirty.bias_c.fill(9);
    dirty.header.fill(9);
    const frame = await probe.fill(buffer, 0, trainer, NaN);
    expect(Array.from(frame.bias_c)).toEqual([0, 0, 0, 0]);
    expect(readSlot(frame, 'loss')).toBeNaN();
    expect(readSlot(frame, 'accuracy')).toBeLessThanOrEqual(1);
    probe.release();
    trainer.dispose();
  });

  it('has statistics that follow from what it holds', async () => {
    const { frame } = await frameOf({ spec: softmax }, 6);
    const again = openFrame(frame.shape, frame.buffer.slice(0));
    measureFrame(again, softmax, samples.labels);
    expect(again.header).toEqual(frame.header);
  });

  it('embeds many samples in portions, each sample as it would be by itself', async () => {
    const many = tinyDataset(8, [4], [1100]).probe;
    const { frame } = await frameOf({ spec: softmax, dim: 3 }, 3, many);
    for (const [from, to] of [
      [0, 20],
      [495, 505],
      [999, 1001],
      [1080, 1100],
    ]) {
      const { frame: part } = await frameOf({ spec: softmax, dim: 3 }, 3, sliceSamples(many, from, to));
      expect(difference(frame.embeddings_nd.slice(3 * from, 3 * to), part.embeddings_nd)).toBeLessThan(1e-5);
    }
  });
});
