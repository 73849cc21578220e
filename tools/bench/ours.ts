/** The site's own trainer as a contestant: ArcFace head, both normalisations, every step in full. */
import { arcface } from '../../src/lib/loss/arcface';
import { settingsOf, type LossSpec } from '../../src/lib/loss/spec';
import type { Batch } from '../../src/lib/train/device-dataset';
import type { OptimizerId } from '../../src/lib/train/optimizer/optimizer';
import { recipeFor } from '../../src/lib/train/recipe';
import { Trainer } from '../../src/lib/train/trainer';
import type { BenchNet } from './flop';
import type { Contestant } from './turns';

export const imageShape = { height: 28, width: 28, classes: 10 };

/** No ramp: the step is timed as it is at s = 16 and m = 0.5. */
export function createTrainer(net: BenchNet, optimizer: OptimizerId, spec: LossSpec = arcface): Trainer {
  return new Trainer({
    spec,
    settings: settingsOf(spec),
    recipe: recipeFor(spec, { ramp: false }),
    backbone: net,
    optimizer,
    images: imageShape,
    dim: 2,
    seed: 1,
  });
}

export function ours(trainer: Trainer, batch: Batch, use: () => void, name = 'ours'): Contestant {
  return {
    name,
    use,
    // wasm has done the step when the call returns; there is nothing to wait for.
    run: async (steps) => {
      for (let step = 0; step < steps; step++) trainer.step(batch).dispose();
    },
    dispose: () => trainer.dispose(),
  };
}
