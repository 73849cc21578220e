/** A packed set, read from disk and ready for a trainer: its training images on the device, its held-out probes. */
import { samplesOfClasses } from '../src/lib/data/class-subset';
import { joinSamples, sliceSamples } from '../src/lib/data/samples';
import { readManifest, readShard } from '../src/lib/data/shard-reader';
import type { Spoiling } from '../src/lib/data/spoil';
import { pixelMoments } from '../src/lib/data/standardize';
import { ClassMeans } from '../src/lib/train/class-means';
import { DeviceDataset } from '../src/lib/train/device-dataset';
import { Probe } from '../src/lib/train/probe';
import { TrainingMix } from '../src/lib/train/training-mix';
import { datasetUrl, fileFetch } from './node-training';

interface Wanted {
  /** Name of a packed set. */
  readonly data?: string;
  /** The only classes to train on, by number; all unless said. */
  readonly people?: readonly number[];
  /** True: the held-out images are the last of those to train on, so that recipes are not chosen on the test split. */
  readonly tune?: boolean;
  /** Only the first of the held-out images. */
  readonly probeCount?: number;
}

/** The set's own split, MNIST unless another is named. */
export async function readTrainingSet({
  data = 'mnist',
  people,
  tune = false,
  probeCount = Infinity,
}: Wanted = {}) {
  const manifestUrl = new URL('manifest.json', datasetUrl(data)).href;
  const options = { fetch: fileFetch };
  const manifest = await readManifest(manifestUrl, options);
  const { splits, height, width } = manifest;
  const classNames = people?.map((c) => manifest.classNames[c]) ?? manifest.classNames;
  const read = async (split: 'train' | 'probe') => {
    const shards = await Promise.all(
      splits[split].shards.map((entry) => readShard(manifest, manifestUrl, entry, options)),
    );
    return people ? shards.map((shard) => samplesOfClasses(shard, people)) : shards;
  };
  let trainShards = await read('train');
  const lastFifth = Math.ceil(trainShards.length / 5);
  const heldOut = joinSamples(tune ? trainShards.splice(-lastFifth) : await read('probe'));
  // As the feed of a page does: a choice of classes is one shard.
  if (people) trainShards = [joinSamples(trainShards)];
  const images = { height, width, classes: classNames.length };
  const moments = pixelMoments(trainShards[0]);
  const shardCounts = trainShards.map(({ count }) => count);
  const train = new DeviceDataset(
    images,
    shardCounts.reduce((sum, count) => sum + count, 0),
    moments,
    manifest.jitter ?? null,
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
