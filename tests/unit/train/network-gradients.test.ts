/** Whole-network gradients against central differences of the loss itself, on the cpu backend. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { classLosses } from '../../../src/lib/loss/registry';
import { settingsOf, type ClassLossSpec } from '../../../src/lib/loss/spec';
import { createRng } from '../../../src/lib/math/rng';
import type { BackboneId } from '../../../src/lib/train/backbone/backbone';
import { recipeFor } from '../../../src/lib/train/recipe';
import { Trainer, type Checkpoint } from '../../../src/lib/train/trainer';
import { loadInNode } from '../../../tools/node-training';

/** Pixels: what the network halves most often has to leave some. */
const sideFor = (backbone: BackboneId): number => (backbone.startsWith('cnn') ? 16 : 8);
const seed = 5;

beforeAll(() => loadInNode('cpu'));

function smallBatch(count: number, side: number) {
  const rng = createRng(seed + 1);
  const pixels = Float32Array.from({ length: count * side * side }, () => rng.next());
  const oneHot = new Float32Array(count * 10);
  for (let n = 0; n < count; n++) oneHot[n * 10 + (n % 10)] = 1;
  return { images: tf.tensor4d(pixels, [count, side, side, 1]), oneHot_nc: tf.tensor2d(oneHot, [count, 10]) };
}

async function lossOf(trainer: Trainer, checkpoint: Checkpoint, batch: ReturnType<typeof smallBatch>) {
  trainer.restore(checkpoint);
  const { loss, gradients } = trainer.gradients(batch);
  const value = (await loss.data())[0];
  tf.dispose([loss, ...gradients]);
  return value;
}

const neutralOf = (spec: ClassLossSpec) => spec.parameters.find(({ name }) => name === 'm')?.neutral;

describe.each(classLosses.map((spec) => [spec.id, spec] as const))(
  'the gradient of %s, seed 5',
  (_, spec) => {
    // The head is the same behind every network, and the cpu backend takes its time with lenet's.
    const backbones: BackboneId[] = spec.id === 'arcface' ? ['mlp', 'lenet', 'cnn-10'] : ['mlp'];
    it.each(backbones)('through %s is the slope of the loss', async (backbone) => {
      const side = sideFor(backbone);
      const trainer = new Trainer({
        spec,
        // A whole or real factor m begins at 1; no gradient flows through a scale that finds itself.
        settings: settingsOf(spec, { s: 4, m: neutralOf(spec) ? 2 : 0.2, scale: 'fixed' }),
        recipe: recipeFor(spec, { ramp: false }),
        backbone,
        images: { height: side, width: side, classes: 10 },
        dim: 3,
        seed,
      });
      const batch = smallBatch(backbone.startsWith('cnn') ? 4 : 16, side);
      const start = await trainer.save();
      const { loss, gradients } = trainer.gradients(batch);
      const analytic = await Promise.all(
        gradients.map(async (gradient) => (await gradient.data()) as Float32Array),
      );
      tf.dispose([loss, ...gradients]);
      const rng = createRng(seed + 2);
      for (const [i, name] of trainer.variableNames.entries()) {
        // Of a deep network every fourth: filters, biases and slopes in turn, within and beside its residual units.
        if (backbone === 'cnn-10' && i % 4 > 0) continue;
        // The slope along a random direction tests every entry of the variable at once.
        const size = start.variables[i].length;
        const direction = Float32Array.from({ length: size }, () => rng.gaussian() / Math.sqrt(size));
        const expected = analytic[i].reduce((sum, value, k) => sum + value * direction[k], 0);
        const errors: number[] = [];
        // A long shift crosses kinks of PReLU and pooling, a short one drowns in float32: the better of the two counts.
        for (const shift of [2e-3, 3e-4]) {
          const moved = (sign: number): Checkpoint => ({
            ...start,
            variables: start.variables.map((values, at) =>
              at === i ? values.map((value, k) => value + sign * shift * direction[k]) : values,
            ),
          });
          const rise = (await lossOf(trainer, moved(1), batch)) - (await lossOf(trainer, moved(-1), batch));
          errors.push(Math.abs(rise / (2 * shift) - expected));
        }
        expect(Math.min(...errors), name).toBeLessThan(3e-2 * Math.max(0.25, Math.hypot(...analytic[i])));
      }
      trainer.dispose();
      tf.dispose([batch.images, batch.oneHot_nc]);
    });
  },
);
