/** Whole networks on the SIMD kernels: their gradients, their repeatability, and what they leave in memory. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { losses } from '../../../../src/lib/loss/registry';
import { arcface } from '../../../../src/lib/loss/arcface';
import { settingsOf, type MarginLossSpec } from '../../../../src/lib/loss/spec';
import { createRng } from '../../../../src/lib/math/rng';
import { SimdModule } from '../../../../src/lib/train/kernels/simd/module';
import { installKernelSet } from '../../../../src/lib/train/kernels/wasm/install';
import { recipeFor } from '../../../../src/lib/train/recipe';
import { Trainer } from '../../../../src/lib/train/trainer';
import { loadInNode, readSimdKernels } from '../../../../tools/node-training';
import { relativeDifference, useKernels } from './cases';

type BackboneId = 'mlp' | 'lenet';

const side = 12;

function trainerOf(spec: MarginLossSpec, backbone: BackboneId, seed = 3): Trainer {
  return new Trainer({
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

/** Loss and gradients of one batch on the kernels in use, by name. */
function gradientsOf(spec: MarginLossSpec, backbone: BackboneId, seed: number): Map<string, Float32Array> {
  const trainer = trainerOf(spec, backbone, seed);
  const batch = batchOf(24, seed);
  const { loss, gradients } = trainer.gradients(batch);
  const names = ['loss', ...trainer.variableNames];
  const values = [loss, ...gradients].map((tensor) => Float32Array.from(tensor.dataSync()));
  tf.dispose([loss, ...gradients, batch.images, batch.oneHot_nc]);
  trainer.dispose();
  return new Map(names.map((name, i) => [name, values[i]]));
}

function expectSameGradients(got: Map<string, Float32Array>, expected: Map<string, Float32Array>): void {
  const largest = Math.max(...[...expected.values()].map((values) => Math.max(...values.map(Math.abs))));
  for (const [name, values] of expected) {
    // The gradient of a bias before a normalisation is zero: what stands there is rounding on both sides.
    if (values.every((value) => Math.abs(value) < 1e-6 * largest)) continue;
    expect(relativeDifference(got.get(name)!, values), name).toBeLessThan(1e-5);
  }
}

describe.each(losses.map((spec) => [spec.id, spec] as const))('gradients under %s', (_, spec) => {
  const seed = 8;
  it.each(['mlp', 'lenet'] as const)(`through %s agree with cpu, seed ${seed}`, async (backbone) => {
    await loadInNode('cpu');
    const expected = gradientsOf(spec, backbone, seed);
    await useKernels('simd');
    expectSameGradients(gradientsOf(spec, backbone, seed), expected);
  });

  // Against cpu other seeds differ by up to 7e-5 with either set: tfjs' own sines and roots in the head do that.
  it.each([1, 2, 3, 4])('through lenet agree with the plain kernels, seed %i', async (seed) => {
    await useKernels('plain');
    const expected = gradientsOf(spec, 'lenet', seed);
    await useKernels('simd');
    expectSameGradients(gradientsOf(spec, 'lenet', seed), expected);
  });
});

describe('training on the SIMD kernels, seed 3', () => {
  it.each(['mlp', 'lenet'] as const)('%s gives the same bits twice', async (backbone) => {
    await useKernels('simd');
    expect(train(backbone, 20)).toEqual(train(backbone, 20));
  });

  it('300 steps keep heap, tensors and scratch as they are', async () => {
    await useKernels('simd');
    const backend = tf.backend() as BackendWasm;
    const simd = await SimdModule.bind(await readSimdKernels(), backend);
    installKernelSet('simd', simd);
    const heapBytes = () => (backend.wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8.length;
    const standing = () => {
      const { numTensors, numDataBuffers, numBytes } = tf.memory();
      return { numTensors, numDataBuffers, numBytes, heap: heapBytes(), scratch: simd.scratchBytes };
    };
    const trainer = trainerOf(arcface, 'lenet');
    const batch = batchOf(24);
    for (let i = 0; i < 10; i++) trainer.step(batch).dispose();
    const before = standing();
    for (let i = 0; i < 300; i++) trainer.step(batch).dispose();
    expect(standing()).toEqual(before);
    trainer.dispose();
    tf.dispose([batch.images, batch.oneHot_nc]);
  });

  it('a clone and a checkpoint keep what they held', async () => {
    await useKernels('simd');
    const trainer = trainerOf(arcface, 'mlp');
    const batch = batchOf(24);
    trainer.step(batch).dispose();
    const { loss, gradients } = trainer.gradients(batch);
    const images = tf.clone(batch.images);
    const embeddings = trainer.embed(batch.images);
    const tensors = [loss, images, embeddings, ...gradients];
    const clones = tensors.map((tensor) => tf.clone(tensor));
    const before = clones.map((tensor) => Float32Array.from(tensor.dataSync()));
    const checkpoint = await trainer.save();
    const saved = checkpoint.variables.map((values) => Float32Array.from(values));
    for (let i = 0; i < 3; i++) trainer.step(batch).dispose();
    expect(clones.map((tensor) => Float32Array.from(tensor.dataSync()))).toEqual(before);
    expect(checkpoint.variables).toEqual(saved);
    trainer.restore(checkpoint);
    expect((await trainer.save()).variables).toEqual(saved);
    trainer.dispose();
    tf.dispose([...tensors, ...clones, batch.images, batch.oneHot_nc]);
  });

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
