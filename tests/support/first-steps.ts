/** The first steps of the ArcFace article's first demo by direct calls of the trainer, in Node. */
import { alone } from '../../content/arcface/figures';
import { trainingConfig } from '../../src/lib/demo/plan';
import { BatchOrder } from '../../src/lib/train/batch-order';
import { DataFeed } from '../../src/lib/train/data-feed';
import { LockStep } from '../../src/lib/train/lockstep';
import type { BackboneId, BackendId } from '../../src/lib/train/protocol';
import { datasetUrl, fileFetch, loadInNode } from '../../tools/node-training';

/** Losses of the first `count` steps, as the float32 numbers that they are. */
export async function firstSteps(
  net: BackboneId,
  count: number,
  backend: BackendId = 'wasm',
): Promise<number[]> {
  await loadInNode(backend);
  const feed = new DataFeed(datasetUrl('mnist'), fileFetch, () => {});
  const { train, images, manifest } = await feed.open();
  const config = trainingConfig(alone, { net }, datasetUrl);
  const shardCounts = manifest.splits.train.shards.map((shard) => shard.count);
  const lockstep = new LockStep(
    config,
    images,
    train,
    new BatchOrder(config.seed, shardCounts, config.batchSize),
  );
  const losses: number[] = [];
  for (let step = 0; step < count; step++) {
    const [loss] = lockstep.step();
    losses.push((await loss.data())[0]);
    loss.dispose();
  }
  lockstep.dispose();
  feed.dispose();
  return losses;
}
