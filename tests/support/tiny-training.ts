/** Small trainers and batches: six by six pixels, four classes, the smallest backbone. */
import * as tf from '@tensorflow/tfjs-core';
import { arcface } from '../../src/lib/loss/arcface';
import type { AdditiveLossSpec, LossSettings, LossSpec } from '../../src/lib/loss/spec';
import { createRng } from '../../src/lib/math/rng';
import type { Batch } from '../../src/lib/train/device-dataset';
import type { BackboneId } from '../../src/lib/train/protocol';
import { recipeFor, type Recipe } from '../../src/lib/train/recipe';
import { runSettings, Trainer, type Checkpoint } from '../../src/lib/train/trainer';
import { classes, side } from './tiny-dataset';

export interface TrainerChoice {
  readonly spec?: LossSpec;
  readonly terms?: readonly AdditiveLossSpec[];
  readonly settings?: LossSettings;
  readonly recipe?: Partial<Recipe>;
  readonly backbone?: BackboneId;
  readonly dim?: number;
  readonly seed?: number;
}

export function tinyTrainer(choice: TrainerChoice = {}): Trainer {
  const { spec = arcface, terms = [], settings = {}, recipe, backbone = 'mlp', dim = 2, seed = 1 } = choice;
  return new Trainer({
    spec,
    terms,
    settings: runSettings(spec, terms, settings),
    recipe: recipeFor(spec, recipe),
    backbone,
    images: { height: side, width: side, classes },
    dim,
    seed,
  });
}

/** Random pixels and labels; the caller disposes both tensors. */
export function tinyBatch(seed: number, count = 12): Batch {
  const rng = createRng(seed);
  const oneHot = new Float32Array(count * classes);
  for (let n = 0; n < count; n++) oneHot[n * classes + rng.integer(classes)] = 1;
  const pixels = Float32Array.from({ length: count * side * side }, () => rng.next());
  return {
    images: tf.tensor4d(pixels, [count, side, side, 1]),
    oneHot_nc: tf.tensor2d(oneHot, [count, classes]),
  };
}

/** Takes steps on batches `from`, `from` + 1, … and returns their losses. */
export function train(trainer: Trainer, steps: number, from = 0): number[] {
  return Array.from({ length: steps }, (_, i) => {
    const batch = tinyBatch(1000 + from + i);
    const loss = trainer.step(batch);
    const [value] = loss.dataSync();
    tf.dispose([loss, batch.images, batch.oneHot_nc]);
    return value;
  });
}

/** Every number that a checkpoint holds, for comparison bit for bit. */
export function bitsOf({ variables, normalizations, adam, terms }: Checkpoint): number[][] {
  return [...variables, ...normalizations.flat(), ...adam.moments1, ...adam.moments2, ...terms].map(
    (values) => [...new Uint32Array(Float32Array.from(values).buffer)],
  );
}
