/**
 * One small step whose loss and gradients are known. A backend that does not reproduce them is not used: tfjs'
 * backends have had kernels that were wrong without an error.
 */
import * as tf from '@tensorflow/tfjs-core';
import { arcface } from '../../loss/arcface';
import { settingsOf } from '../../loss/spec';
import { createRng } from '../../math/rng';
import type { Batch } from '../device-dataset';
import type { BackboneId } from '../protocol';
import { recipeFor } from '../recipe';
import { Trainer } from '../trainer';
import expected from './reference-step.json';

/** Loss and the Euclidean norm of each variable's gradient, in the order of the variables. */
export interface StepNumbers {
  readonly loss: number;
  readonly gradientNorms: readonly number[];
}

/** Relative difference that float32 sums in another order may make; a wrong kernel makes far more. */
const tolerance = 2e-3;

/** Runs the reference step on the present backend. */
export async function referenceStep(): Promise<StepNumbers> {
  const trainer = smallTrainer('lenet', 12);
  const batch = randomBatch(16, 12);
  const { loss, gradients } = trainer.gradients(batch);
  const numbers = {
    loss: (await loss.data())[0],
    gradientNorms: await Promise.all(
      gradients.map(async (gradient) => {
        let square = 0;
        for (const value of await gradient.data()) square += value * value;
        return Math.sqrt(square);
      }),
    ),
  };
  tf.dispose([loss, ...gradients, batch.images, batch.oneHot_nc]);
  trainer.dispose();
  return numbers;
}

/** Rejects where the present backend is off. */
export async function checkReferenceStep(): Promise<void> {
  const { loss, gradientNorms } = await referenceStep();
  if (!near(loss, expected.loss))
    throw new Error(`its loss on the reference step is ${loss}, not ${expected.loss}`);
  // A bias before a normalisation has a gradient of zero but for rounding; compare against the largest.
  const largest = Math.max(...expected.gradientNorms);
  gradientNorms.forEach((norm, i) => {
    const wanted = expected.gradientNorms[i];
    if (!(Math.abs(norm - wanted) <= tolerance * Math.max(wanted, 0.01 * largest))) {
      throw new Error(`gradient ${i} of the reference step has norm ${norm}, not ${wanted}`);
    }
  });
}

/** Milliseconds a step of a small network takes on the present backend, after a warm-up. */
export async function measureStepMs(): Promise<number> {
  const trainer = smallTrainer('lenet', 28);
  const batch = randomBatch(128, 28);
  const take = async (steps: number) => {
    const from = performance.now();
    for (let i = 1; i < steps; i++) trainer.step(batch).dispose();
    const loss = trainer.step(batch);
    await loss.data();
    loss.dispose();
    return (performance.now() - from) / steps;
  };
  await take(2);
  const stepMs = await take(4);
  tf.dispose([batch.images, batch.oneHot_nc]);
  trainer.dispose();
  return stepMs;
}

function near(value: number, wanted: number): boolean {
  return Math.abs(value - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
}

function smallTrainer(backbone: BackboneId, side: number): Trainer {
  return new Trainer({
    spec: arcface,
    settings: settingsOf(arcface),
    recipe: recipeFor(arcface, { ramp: false }),
    backbone,
    images: { height: side, width: side, classes: 10 },
    dim: 2,
    seed: 7,
  });
}

function randomBatch(count: number, side: number): Batch {
  const rng = createRng(11);
  const pixels = Float32Array.from({ length: count * side * side }, () => rng.next());
  const oneHot = new Float32Array(count * 10);
  for (let n = 0; n < count; n++) oneHot[n * 10 + (n % 10)] = 1;
  return {
    images: tf.tensor4d(pixels, [count, side, side, 1]),
    oneHot_nc: tf.tensor2d(oneHot, [count, 10]),
  };
}
