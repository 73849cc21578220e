/** Whole networks on the SIMD kernels: their gradients, their repeatability, and what they leave in memory. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { classLosses } from '../../../../src/lib/loss/registry';
import { arcface } from '../../../../src/lib/loss/arcface';
import { settingsOf, type ClassLossSpec } from '../../../../src/lib/loss/spec';
import { createRng } from '../../../../src/lib/math/rng';
import { SimdModule } from '../../../../src/lib/train/kernels/simd/module';
import { installKernelSet } from '../../../../src/lib/train/kernels/wasm/install';
import type { OptimizerId } from '../../../../src/lib/train/optimizer/optimizer';
import { recipeFor } from '../../../../src/lib/train/recipe';
import { Trainer } from '../../../../src/lib/train/trainer';
import { loadInNode, readSimdKernels } from '../../../../tools/node-training';
import { articleLosses } from '../../../support/article-losses';
import { kernelSets, relativeDifference, useKernels } from './cases';

type BackboneId = 'mlp' | 'lenet';

const side = 12;

function trainerOf(
  spec: ClassLossSpec,
  backbone: BackboneId,
  seed = 3,
  optimizer: OptimizerId = 'adam',
): Trainer {
  return new Trainer({
    optimizer,
    spec,
    settings: settingsOf(spec),
    recipe: recipeFor(spec, { ramp: false }),
    backbone,
    images: { height: side, width: side, classes: 10 },
    dim: 2,
    seed,
  });
}

function batchOf(count: number, seed = 3) {
  const rng = createRng(seed);
  const pixels = Float32Array.from({ length: count * side * side }, () => rng.next());
  const oneHot = new Float32Array(count * 10);
  for (let n = 0; n < count; n++) oneHot[n * 10 + (n % 10)] = 1;
  return { images: tf.tensor4d(pixels, [count, side, side, 1]), oneHot_nc: tf.tensor2d(oneHot, [count, 10]) };
}

/** Takes `steps` steps and returns the loss of each, then all parameters. */
function train(backbone: BackboneId, steps: number): Float32Array[] {
  const trainer = trainerOf(arcface, backbone);
  const batch = batchOf(24);
  const numbers: Float32Array[] = [];
  for (let i = 0; i < steps; i++) {
    const loss = trainer.step(batch);
    numbers.push(Float32Array.from(loss.dataSync()));
    loss.dispose();
  }
  const { loss, gradients } = trainer.gradients(batch);
  numbers.push(...gradients.map((gradient) => Float32Array.from(gradient.dataSync())));
  tf.dispose([loss, ...gradients, batch.images, batch.oneHot_nc]);
  trainer.dispose();
  return numbers;
}

/**
 * Loss and gradients of one batch on the kernels in use, by name.
 *
 * @param noise relative deviation by which every parameter is moved first
 */
async function gradientsOf(
  spec: ClassLossSpec,
  backbone: BackboneId,
  seed: number,
  noise = 0,
): Promise<Map<string, Float32Array>> {
  const trainer = trainerOf(spec, backbone, seed);
  if (noise > 0) {
    const rng = createRng(seed + 1000);
    const start = await trainer.save();
    const moved = start.variables.map((values) =>
      values.map((value) => value * (1 + noise * rng.gaussian())),
    );
    trainer.restore({ ...start, variables: moved });
  }
  const batch = batchOf(24, seed);
  const { loss, gradients } = trainer.gradients(batch);
  const names = ['loss', ...trainer.variableNames];
  const values = [loss, ...gradients].map((tensor) => Float32Array.from(tensor.dataSync()));
  tf.dispose([loss, ...gradients, batch.images, batch.oneHot_nc]);
  trainer.dispose();
  return new Map(names.map((name, i) => [name, values[i]]));
}

/** The largest difference of any variable's gradient, over the largest number of that gradient. */
function worstDifference(got: Map<string, Float32Array>, expected: Map<string, Float32Array>): number {
  const largest = Math.max(...[...expected.values()].map((values) => Math.max(...values.map(Math.abs))));
  let worst = 0;
  for (const [name, values] of expected) {
    // The gradient of a bias before a normalisation is zero: what stands there is rounding on both sides.
    if (values.every((value) => Math.abs(value) < 1e-6 * largest)) continue;
    worst = Math.max(worst, relativeDifference(got.get(name)!, values));
  }
  return worst;
}

/** A logistic for each class, of which all but one push the same way: the sums lose a digit to the differences. */
const limitOf = ({ kind }: ClassLossSpec): number => (kind === 'binary' ? 5e-5 : 1e-5);

describe.each(classLosses.map((spec) => [spec.id, spec] as const))('gradients under %s', (_, spec) => {
  const seed = 8;
  // The head is the same behind every network, and the cpu backend takes its time with lenet's.
  const isArticle = articleLosses.includes(spec.id);
  const backbones: BackboneId[] = isArticle ? ['mlp', 'lenet'] : ['mlp'];
  it.each(backbones)(`through %s agree with cpu, seed ${seed}`, async (backbone) => {
    await loadInNode('cpu');
    const expected = await gradientsOf(spec, backbone, seed);
    for (const set of kernelSets) {
      await useKernels(set);
      expect(worstDifference(await gradientsOf(spec, backbone, seed), expected), set).toBeLessThan(
        limitOf(spec),
      );
    }
  });

  /**
   * cpu sums its products in float64, wasm in float32, which leaves 2e-7 in a layer's output. Where features lie near
   * the origin or m = 4 folds the angle, the loss itself makes up to 5e-5 of that: cpu's own gradient moves as far when
   * its parameters are moved by as much. So the yardstick is that movement.
   */
  const further = [
    ['mlp', 4],
    ['lenet', 2],
    ['lenet', 3],
    ['lenet', 4],
  ] as const;
  it.each(isArticle ? further : further.slice(0, 1))(
    'through %s are as near to cpu as float32 sums can be, seed %i',
    async (backbone, seed) => {
      await loadInNode('cpu');
      const expected = await gradientsOf(spec, backbone, seed);
      const movement = worstDifference(await gradientsOf(spec, backbone, seed, 2e-7), expected);
      for (const set of kernelSets) {
        await useKernels(set);
        const difference = worstDifference(await gradientsOf(spec, backbone, seed), expected);
        expect(difference, set).toBeLessThan(Math.max(limitOf(spec), 5 * movement));
      }
    },
  );

  it.each(isArticle ? [1, 2, 3, 4] : [1])(
    'through lenet agree with the plain kernels, seed %i',
    async (seed) => {
      await useKernels('plain');
      const expected = await gradientsOf(spec, 'lenet', seed);
      await useKernels('simd');
      expect(worstDifference(await gradientsOf(spec, 'lenet', seed), expected)).toBeLessThan(1e-5);
    },
  );
});

describe('training on the SIMD kernels, seed 3', () => {
  it.each(['mlp', 'lenet'] as const)('%s gives the same bits twice', async (backbone) => {
    await useKernels('simd');
    expect(train(backbone, 20)).toEqual(train(backbone, 20));
  });

  it.each([
    ['lenet', 'adam', 300],
    ['mlp', 'adam', 1000],
    ['mlp', 'sgd', 1000],
  ] as const)(
    '%s by %s: heap, tensors and scratch stay over %i steps',
    async (backbone, optimizer, steps) => {
      await useKernels('simd');
      const backend = tf.backend() as BackendWasm;
      const simd = await SimdModule.bind(await readSimdKernels(), backend);
      installKernelSet('simd', simd);
      const heapBytes = () => (backend.wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8.length;
      const standing = () => {
        const { numTensors, numDataBuffers, numBytes } = tf.memory();
        return { numTensors, numDataBuffers, numBytes, heap: heapBytes(), scratch: simd.scratchBytes };
      };
      const trainer = trainerOf(arcface, backbone, 3, optimizer);
      const batch = batchOf(24);
      for (let i = 0; i < 10; i++) trainer.step(batch).dispose();
      const before = standing();
      for (let i = 0; i < steps; i++) trainer.step(batch).dispose();
      expect(standing()).toEqual(before);
      trainer.dispose();
      tf.dispose([batch.images, batch.oneHot_nc]);
    },
  );

  it.each(['adam', 'sgd'] as const)(
    'clones and checkpoints keep what they held under %s',
    async (optimizer) => {
      await useKernels('simd');
      const trainer = trainerOf(arcface, 'mlp', 3, optimizer);
      const batch = batchOf(24);
      trainer.step(batch).dispose();
      const { loss, gradients } = trainer.gradients(batch);
      const images = tf.clone(batch.images);
      const embeddings = trainer.embed(batch.images);
      const parameters = Object.values(tf.engine().registeredVariables);
      const tensors = [loss, images, embeddings, ...gradients];
      const clones = [...tensors, ...parameters].map((tensor) => tf.clone(tensor));
      const before = clones.map((tensor) => Float32Array.from(tensor.dataSync()));
      const checkpoint = await trainer.save();
      const held = structuredClone(checkpoint);
      for (let i = 0; i < 3; i++) trainer.step(batch).dispose();
      expect(clones.map((tensor) => Float32Array.from(tensor.dataSync()))).toEqual(before);
      expect(checkpoint).toEqual(held);
      const losses = () =>
        Array.from({ length: 3 }, () => {
          const loss = trainer.step(batch);
          const [value] = loss.dataSync();
          loss.dispose();
          return value;
        });
      trainer.restore(checkpoint);
      const first = losses();
      trainer.restore(held);
      expect(losses()).toEqual(first);
      trainer.dispose();
      tf.dispose([...tensors, ...clones, batch.images, batch.oneHot_nc]);
    },
  );

  it('a heap that grows in between changes nothing', async () => {
    await useKernels('simd');
    const quiet = train('lenet', 3);
    const trainerHeap = (tf.backend() as BackendWasm).wasm as unknown as { HEAPU8: Uint8Array };
    const before = trainerHeap.HEAPU8.length;
    const large = tf.zeros([before / 4]);
    expect(trainerHeap.HEAPU8.length).toBeGreaterThan(before);
    expect(train('lenet', 3)).toEqual(quiet);
    large.dispose();
  });
});
