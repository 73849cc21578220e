import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { sliceSamples } from '../../../src/lib/data/samples';
import { DeviceDataset } from '../../../src/lib/train/device-dataset';
import { loadInNode } from '../../../tools/node-training';
import { nodeBackends } from '../../support/host-tensor';
import { classes, side, tinyDataset } from '../../support/tiny-dataset';

const { train } = tinyDataset(2);
const images = { height: side, width: side, classes };
const indices = Int32Array.of(3, 39, 0, 3, 17);

const read = async (dataset: DeviceDataset) => {
  const batch = dataset.batch(indices);
  const values = [await batch.images.data(), await batch.oneHot_nc.data()].map((data) => [...data]);
  const shapes = [batch.images.shape, batch.oneHot_nc.shape];
  tf.dispose([batch.images, batch.oneHot_nc]);
  return { values, shapes };
};

describe.each(nodeBackends)('training samples on %s, dataset seed 2', (backend) => {
  const datasets: DeviceDataset[] = [];
  const loaded = async (upTo: number) => {
    await loadInNode(backend);
    const dataset = new DeviceDataset(images, train.count);
    dataset.append(sliceSamples(train, 0, 40));
    if (upTo > 40) dataset.append(sliceSamples(train, 40, upTo));
    datasets.push(dataset);
    return dataset;
  };
  afterEach(() => datasets.splice(0).forEach((dataset) => dataset.release()));

  it('are bytes over 255, and labels as one among zeros', async () => {
    const dataset = await loaded(40);
    expect(dataset.arrived).toBe(40);
    const { values, shapes } = await read(dataset);
    expect(shapes).toEqual([
      [5, side, side, 1],
      [5, classes],
    ]);
    indices.forEach((index, row) => {
      const bytes = train.pixels.subarray(index * side ** 2, (index + 1) * side ** 2);
      expect(values[0].slice(row * side ** 2, (row + 1) * side ** 2)).toEqual(
        Array.from(bytes, (byte) => Math.fround(byte / 255)),
      );
      const own = values[1].slice(row * classes, (row + 1) * classes);
      expect(own).toEqual(Array.from({ length: classes }, (_, c) => Number(c === train.labels[index])));
    });
  });

  it('are the same numbers before and after the last shard', async () => {
    expect(await read(await loaded(train.count))).toEqual(await read(await loaded(40)));
  });

  it('lie on the device once, and can be sent there again', async () => {
    const dataset = await loaded(train.count);
    const before = tf.memory().numTensors;
    const first = await read(dataset);
    const standing = tf.memory().numTensors;
    expect(standing).toBe(before + 2);
    await read(dataset);
    expect(tf.memory().numTensors).toBe(standing);
    dataset.release();
    expect(tf.memory().numTensors).toBe(before);
    expect(await read(dataset)).toEqual(first);
  });

  it('are gathered by what a rehearsal before the last shard has launched, and it leaves nothing', async () => {
    const dataset = await loaded(40);
    const launched = async (work: () => void) => {
      const { kernels } = await tf.profile(() => {
        work();
        return tf.scalar(0);
      });
      return kernels.map(({ name, inputShapes, outputShapes }) => ({ name, inputShapes, outputShapes }));
    };
    const before = tf.memory().numTensors;
    const rehearsed = await launched(() => dataset.rehearse(indices));
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(rehearsed.map(({ name }) => name)).toContain('GatherV2');
    dataset.append(sliceSamples(train, 40, train.count));
    const needed = await launched(() => {
      const batch = dataset.batch(indices);
      tf.dispose([batch.images, batch.oneHot_nc]);
    });
    expect(rehearsed).toEqual(needed);
    expect(await launched(() => dataset.rehearse(indices))).toEqual([]);
  });
});
