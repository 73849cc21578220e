/**
 * `node tools/run.mjs tools/bench-kernels.ts`: milliseconds a training step on wasm, by set of kernels, beside plain
 * tfjs layers and the machine's own limit. The contestants take turns, so that a busy machine slows all of them.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { arcface } from '../src/lib/loss/arcface';
import { settingsOf } from '../src/lib/loss/spec';
import { createRng } from '../src/lib/math/rng';
import type { Batch } from '../src/lib/train/device-dataset';
import { installKernelSet } from '../src/lib/train/kernels/wasm/install';
import type { OptimizerId } from '../src/lib/train/optimizer/optimizer';
import { recipeFor } from '../src/lib/train/recipe';
import { Trainer } from '../src/lib/train/trainer';
import { addMissingFilterGradient, plainModel } from './bench/plain-layers';
import { loadInNode } from './node-training';

const side = 28;
const classes = 10;
const count = 128;
const rounds = 9;

type BackboneId = 'mlp' | 'lenet';

interface Contestant {
  readonly name: string;
  use(): Promise<void>;
  step(): Promise<void> | void;
  /** Takes only one step at a time: it is slow enough for the clock. */
  readonly isSlow?: boolean;
}

export async function main(): Promise<void> {
  const rng = createRng(1);
  const gigaflops = await productSpeed();
  console.log(`product 1024³ on wasm: ${gigaflops.map((value) => value.toFixed(1)).join(' to ')} GFLOP/s`);
  for (const [backbone, megaflops, stepsAtOnce] of [
    ['mlp', 57.8, 20],
    ['lenet', 639, 3],
  ] as const) {
    await loadInNode('wasm');
    const pixels = Float32Array.from({ length: count * side * side }, () => rng.next());
    const oneHot = new Float32Array(count * classes);
    for (let n = 0; n < count; n++) oneHot[n * classes + (n % classes)] = 1;
    const batch: Batch = {
      images: tf.tensor4d(pixels, [count, side, side, 1]),
      oneHot_nc: tf.tensor2d(oneHot, [count, classes]),
    };
    const contestants = [
      ours(backbone, 'simd', batch),
      ours(backbone, 'simd', batch, 'sgd'),
      ours(backbone, 'plain', batch),
      layers(backbone, batch),
    ];
    const times = await takeTurns(contestants, stepsAtOnce);
    const limitMs = megaflops / gigaflops[1];
    for (const [i, { name }] of contestants.entries()) {
      const medianMs = middle(times[i]);
      console.log(
        JSON.stringify({
          backbone,
          kernels: name,
          medianMs: round(medianMs),
          leastMs: round(Math.min(...times[i])),
          timesSimd: round(medianMs / middle(times[0])),
          shareOfLimit: round(limitMs / medianMs),
        }),
      );
    }
    tf.dispose([batch.images, batch.oneHot_nc]);
  }
}

/** Processor milliseconds a step of each, `rounds` times. */
async function takeTurns(contestants: Contestant[], stepsAtOnce: number): Promise<number[][]> {
  const times: number[][] = contestants.map(() => []);
  for (let round = -2; round < rounds; round++) {
    for (const [i, { use, step, isSlow }] of contestants.entries()) {
      const steps = isSlow ? 1 : stepsAtOnce;
      await use();
      await step();
      const from = process.cpuUsage();
      for (let k = 0; k < steps; k++) await step();
      const { user, system } = process.cpuUsage(from);
      // The first rounds are for the compiler.
      if (round >= 0) times[i].push((user + system) / 1000 / steps);
    }
  }
  return times;
}

function ours(
  backbone: BackboneId,
  set: 'simd' | 'plain',
  batch: Batch,
  optimizer: OptimizerId = 'adam',
): Contestant {
  const trainer = new Trainer({
    optimizer,
    spec: arcface,
    settings: settingsOf(arcface),
    recipe: recipeFor(arcface),
    backbone,
    images: { height: side, width: side, classes },
    dim: 2,
    seed: 1,
  });
  return {
    name: `${set}, ${optimizer}`,
    use: async () => void (await loadInNode('wasm', { simd: set === 'simd' })),
    step: () => trainer.step(batch).dispose(),
  };
}

/** The same network in tfjs layers under softmax and `trainOnBatch`; what tfjs lacks is added in the simplest way. */
function layers(backbone: BackboneId, batch: Batch): Contestant {
  const model = plainModel(backbone);
  return {
    name: 'tfjs layers',
    isSlow: true,
    use: async () => {
      await loadInNode('wasm', { simd: false });
      installKernelSet('stock');
      addMissingFilterGradient();
    },
    step: async () => {
      await model.trainOnBatch(batch.images, batch.oneHot_nc);
    },
  };
}

/** Slowest and fastest of nine products, in GFLOP/s of processor time. */
async function productSpeed(): Promise<[number, number]> {
  await loadInNode('wasm');
  const size = 1024;
  const a = tf.randomNormal([size, size]) as tf.Tensor2D;
  const speeds = Array.from({ length: rounds + 2 }, () => {
    const from = process.cpuUsage();
    tf.matMul(a, a).dispose();
    const { user, system } = process.cpuUsage(from);
    return (2 * size ** 3) / (user + system) / 1000;
  }).slice(2);
  a.dispose();
  return [Math.min(...speeds), Math.max(...speeds)];
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
const round = (value: number): number => Number(value.toFixed(2));
