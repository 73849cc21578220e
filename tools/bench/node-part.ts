/** Steps a second against plain layers, and what a training leaves behind, in one Node process on wasm. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { frameBytes } from '../../src/lib/frame/layout';
import { BatchOrder } from '../../src/lib/train/batch-order';
import { DataFeed } from '../../src/lib/train/data-feed';
import { LockStep } from '../../src/lib/train/lockstep';
import type { BackboneId } from '../../src/lib/train/protocol';
import { datasetUrl, fileFetch, loadInNode, wasmFolder } from '../node-training';
import { captureKernels, useKernels, type KernelSet } from './kernel-sets';
import { addMissingFilterGradient, plainModel } from './plain-layers';

export type Report = (row: Record<string, string | number | boolean>) => void;

const rounds = 9;
const batchSize = 128;

export async function benchInNode(report: Report): Promise<void> {
  // Stock kernels first, while nothing of ours is installed.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(wasmFolder);
  await tf.setBackend('wasm');
  addMissingFilterGradient();
  const stock = captureKernels('wasm');
  tf.unregisterKernel('Conv2DBackpropFilter', 'wasm');
  await loadInNode('wasm');
  const ours = captureKernels('wasm');

  const feed = new DataFeed(datasetUrl('mnist'), fileFetch, () => {});
  const { train, images, probe, manifest } = await feed.open();
  await feed.until(train.count);
  const order = new BatchOrder(
    1,
    manifest.splits.train.shards.map(({ count }) => count),
    batchSize,
  );
  const lockstepOf = (net: BackboneId) =>
    new LockStep(
      { runs: [{ loss: 'softmax', settings: {}, recipe: {} }], backbone: net, dim: 2, seed: 1 },
      images,
      train,
      order,
    );

  for (const net of ['lenet', 'mlp'] as const) {
    const steps = net === 'lenet' ? 4 : 16;
    const lockstep = lockstepOf(net);
    const batch = train.batch(order.batch(0));
    useKernels('wasm', stock);
    const model = plainModel(net);
    const takePlain = async () => {
      useKernels('wasm', stock);
      for (let i = 0; i < steps; i++) await model.trainOnBatch(batch.images, batch.oneHot_nc);
    };
    const takeOurs = async () => {
      useKernels('wasm', ours);
      for (let i = 0; i < steps; i++) tf.dispose(lockstep.step());
    };
    const { plainMs, oursMs, ratio } = await interleave(takePlain, takeOurs, steps);
    report({ bench: 'steps', net, backend: 'wasm', plainMs, oursMs, ratio, target: net === 'lenet' ? 4 : 2 });
    useKernels('wasm', ours);
    model.dispose();
    lockstep.dispose();
    tf.dispose([batch.images, batch.oneHot_nc]);
  }

  await benchMemory(report, ours, () => lockstepOf('mlp'), probe);
}

/** Medians over rounds that take turns, so that a noisy machine disturbs both alike. */
async function interleave(plain: () => Promise<void>, ours: () => Promise<void>, steps: number) {
  await plain();
  await ours();
  const times = { plain: [] as number[], ours: [] as number[], ratio: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const plainMs = await timed(plain);
    const oursMs = await timed(ours);
    times.plain.push(plainMs / steps);
    times.ours.push(oursMs / steps);
    times.ratio.push(plainMs / oursMs);
  }
  const round2 = (value: number) => Number(value.toFixed(2));
  return {
    plainMs: round2(middle(times.plain)),
    oursMs: round2(middle(times.ours)),
    ratio: round2(middle(times.ratio)),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Tensors before and after 1,000 steps with frames, and after a reset. */
async function benchMemory(
  report: Report,
  ours: KernelSet,
  create: () => LockStep,
  probe: Awaited<ReturnType<DataFeed['open']>>['probe'],
): Promise<void> {
  useKernels('wasm', ours);
  const lockstep = create();
  const buffer = new ArrayBuffer(frameBytes(probe.frameShape(2)));
  tf.dispose(lockstep.step());
  await probe.fill(buffer, 0, lockstep.trainers[0], NaN);
  const before = tf.memory().numTensors;
  for (let step = 1; step <= 1000; step++) {
    tf.dispose(lockstep.step());
    if (step % 100 === 0) await probe.fill(buffer, 0, lockstep.trainers[0], NaN);
  }
  const after = tf.memory().numTensors;
  lockstep.dispose();
  const again = create();
  tf.dispose(again.step());
  await probe.fill(buffer, 0, again.trainers[0], NaN);
  const reset = tf.memory().numTensors;
  again.dispose();
  report({
    bench: 'tensors',
    before,
    after1000Steps: after,
    afterReset: reset,
    kept: after === before && reset === before,
  });
}
