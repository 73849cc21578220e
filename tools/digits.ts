/** MNIST as packed, read from disk and ready for a trainer: its training digits on the device, its held-out probes. */
import { joinSamples, sliceSamples } from '../src/lib/data/samples';
import { readManifest, readShard } from '../src/lib/data/shard-reader';
import type { Spoiling } from '../src/lib/data/spoil';
import { pixelMoments } from '../src/lib/data/standardize';
import { ClassMeans } from '../src/lib/train/class-means';
import { DeviceDataset } from '../src/lib/train/device-dataset';
import { Probe } from '../src/lib/train/probe';
import { TrainingMix } from '../src/lib/train/training-mix';
import { datasetUrl, fileFetch } from './node-training';

/**
 * The official split, or, for tuning, a split of the train digits alone. `probeCount`: only the first of the held-out
 * digits.
 */
export async function readDigits({ tune = false, probeCount = Infinity } = {}) {
  const manifestUrl = new URL('manifest.json', datasetUrl('mnist')).href;
  const options = { fetch: fileFetch };
  const manifest = await readManifest(manifestUrl, options);
  const { splits, height, width, classNames } = manifest;
  const read = (split: 'train' | 'probe') =>
    Promise.all(splits[split].shards.map((entry) => readShard(manifest, manifestUrl, entry, options)));
  const trainShards = await read('train');
  const heldOut = joinSamples(tune ? trainShards.splice(-2) : await read('probe'));
  const images = { height, width, classes: classNames.length };
  const moments = pixelMoments(trainShards[0]);
  const shardCounts = trainShards.map(({ count }) => count);
  const train = new DeviceDataset(
    images,
    shardCounts.reduce((sum, count) => sum + count, 0),
    moments,
  );
  for (const shard of trainShards) train.append(shard);
  const probe = new Probe(
    sliceSamples(heldOut, 0, Math.min(probeCount, heldOut.count)),
    images,
    moments,
    new ClassMeans(trainShards[0], images, moments),
  );
  const labelOf = (index: number) => train.labelOf(index);
  /** What a training of this seed learns from, if it is spoiled on purpose. */
  const mixFor = (seed: number, spoiling?: Spoiling): TrainingMix | null =>
    spoiling ? new TrainingMix(seed, spoiling, shardCounts, images.classes, labelOf) : null;
  return { train, probe, images, shardCounts, classNames, mixFor };
}
