/** Speed, and what a training leaves behind, in one Node process on wasm. */
import * as tf from '@tensorflow/tfjs-core';
import { frameBytes } from '../../src/lib/frame/layout';
import { BatchOrder } from '../../src/lib/train/batch-order';
import { DataFeed } from '../../src/lib/train/data-feed';
import { LockStep } from '../../src/lib/train/lockstep';
import { datasetUrl, fileFetch, loadInNode, readSimdKernels, wasmFolder } from '../node-training';
import { reportTarget, type Report } from './rows';
import { benchSpeed } from './speed';

const batchSize = 128;

export async function benchInNode(report: Report): Promise<void> {
  await benchSpeed('node', { wasmPaths: wasmFolder, readSimdKernels }, report);
  await benchMemory(report);
}

/** Tensors before and after 1,000 steps with frames, and after a reset. */
async function benchMemory(report: Report): Promise<void> {
  await loadInNode('wasm');
  const feed = new DataFeed(datasetUrl('mnist'), fileFetch, () => {});
  const { train, images, probe, manifest } = await feed.open();
  await feed.until(train.count);
  const order = new BatchOrder(
    1,
    manifest.splits.train.shards.map(({ count }) => count),
    batchSize,
  );
  const create = () =>
    new LockStep(
      { runs: [{ loss: 'arcface', settings: {}, recipe: {} }], backbone: 'mlp', dim: 2, seed: 1 },
      images,
      train,
      order,
    );
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
  feed.dispose();
  report({ bench: 'tensors', before, after1000Steps: after, afterReset: reset });
  const gained = Math.max(after - before, reset - before);
  reportTarget(report, 'tensors gained by 1,000 steps or a reset', gained, { atMost: 0 });
}
