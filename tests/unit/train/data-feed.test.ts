import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { joinSamples, sliceSamples } from '../../../src/lib/data/samples';
import { pixelMoments } from '../../../src/lib/data/standardize';
import { DataFeed } from '../../../src/lib/train/data-feed';
import { loadInNode } from '../../../tools/node-training';
import { classes, MemoryServer, shardAddress, side, tinyDataset } from '../../support/tiny-dataset';

beforeAll(() => loadInNode('cpu'));

const dataset = tinyDataset(4);
const late = shardAddress(dataset, 'train', 1);
const last = shardAddress(dataset, 'train', 2);
const feeds: DataFeed[] = [];
afterEach(() => feeds.splice(0).forEach((feed) => feed.dispose()));

function feedOf() {
  const server = new MemoryServer(dataset);
  const progress: [number, number][] = [];
  const feed = new DataFeed(dataset.url, server.fetch, (loaded, total) => progress.push([loaded, total]));
  feeds.push(feed);
  return { server, progress, feed };
}

describe('a data feed, dataset seed 4', () => {
  it('opens with the manifest, the first training shard and the whole probe set, and nothing else', async () => {
    const { feed, server, progress } = feedOf();
    const opened = await feed.open();
    expect(new Set(server.requests)).toEqual(
      new Set([
        `${dataset.url}manifest.json`,
        shardAddress(dataset, 'train', 0),
        shardAddress(dataset, 'probe', 0),
        shardAddress(dataset, 'probe', 1),
      ]),
    );
    expect(opened.images).toEqual({ height: side, width: side, classes });
    expect(opened.probe.samples).toEqual(dataset.probe);
    expect([opened.train.arrived, opened.train.count]).toEqual([40, 96]);
    expect(progress).toEqual([[40, 96]]);
    const requests = server.requests.length;
    expect(await feed.open()).toBe(opened);
    expect(server.requests.length).toBe(requests);
  });

  it('standardises every pixel by the first shard, however much has arrived', async () => {
    const { mean, deviation } = pixelMoments(sliceSamples(dataset.train, 0, 40));
    const { feed } = feedOf();
    const { train } = await feed.open();
    const read = async (index: number) => {
      const { images, oneHot_nc } = train.batch(Int32Array.of(index));
      const values = [...(await images.data())];
      images.dispose();
      oneHot_nc.dispose();
      return values;
    };
    const expected = (index: number) =>
      Array.from(sliceSamples(dataset.train, index, index + 1).pixels, (byte) =>
        expect.closeTo((byte / 255 - mean) / deviation, 5),
      );
    expect(await read(7)).toEqual(expected(7));
    await feed.until(96);
    expect(await read(7)).toEqual(expected(7));
    expect(await read(90)).toEqual(expected(90));
  });

  it('fetches as many shards as are asked for, in order, each once', async () => {
    const { feed, server, progress } = feedOf();
    await feed.until(41);
    expect(server.requests).toContain(late);
    expect(server.requests).not.toContain(last);
    await Promise.all([feed.until(96), feed.until(96), feed.until(71)]);
    expect(progress).toEqual([
      [40, 96],
      [70, 96],
      [96, 96],
    ]);
    expect(new Set(server.requests).size).toBe(server.requests.length);
    await expect(feed.until(97)).rejects.toThrow(RangeError);
  });

  it('rejects with the file that failed, and takes up where it stopped', async () => {
    const { feed, server } = feedOf();
    server.fail(late, 'damaged');
    await expect(feed.until(96)).rejects.toMatchObject({ name: 'DataUnavailableError', code: 'hash' });
    const { train } = await feed.open();
    expect(train.arrived).toBe(40);
    server.mend(late);
    await feed.until(96);
    expect(train.arrived).toBe(96);
    expect(server.requests.filter((address) => address === late)).toHaveLength(2);
    expect(server.requests.filter((address) => address === last)).toHaveLength(1);
  });

  it('opens again after it could not', async () => {
    const { feed, server } = feedOf();
    const probe = shardAddress(dataset, 'probe', 0);
    server.fail(probe, 'missing');
    await expect(feed.open()).rejects.toMatchObject({
      code: 'missing',
      file: dataset.manifest.splits.probe.shards[0].file,
    });
    server.mend(probe);
    expect((await feed.open()).probe.samples).toEqual(dataset.probe);
  });

  it('streams the rest, and keeps a failure for whoever asks', async () => {
    const { feed, server, progress } = feedOf();
    server.fail(last, 'missing');
    feed.streamAll();
    await feed.until(70);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(progress.at(-1)).toEqual([70, 96]);
    await expect(feed.until(96)).rejects.toMatchObject({ code: 'missing' });
  });

  it('gives nothing more once disposed', async () => {
    const { feed, server, progress } = feedOf();
    await feed.open();
    server.fail(late, 'stalled');
    const waiting = feed.until(96);
    feed.dispose();
    await expect(waiting).rejects.not.toMatchObject({ name: 'DataUnavailableError' });
    expect(progress).toEqual([[40, 96]]);
  });

  it('joins probe shards of odd sizes without moving a pixel', async () => {
    const odd = tinyDataset(5, [8], [3, 1, 7, 2, 5, 11]);
    const feed = new DataFeed(odd.url, new MemoryServer(odd).fetch, () => {});
    feeds.push(feed);
    expect((await feed.open()).probe.samples).toEqual(joinSamples([odd.probe]));
  });
});

describe('a data feed of chosen classes, dataset seed 4', () => {
  const open = (chosen: readonly number[], set = dataset) => {
    const feed = new DataFeed(set.url, new MemoryServer(set).fetch, () => {}, chosen);
    feeds.push(feed);
    return feed;
  };
  /** Counted by hand: the samples of these classes, as [label, pixels]. */
  const byHand = ({ labels, pixels, count }: typeof dataset.train, chosen: readonly number[]) =>
    Array.from({ length: count }, (_, n) => n)
      .filter((n) => chosen.includes(labels[n]))
      .map((n) => [chosen.indexOf(labels[n]), ...pixels.subarray(n * side * side, (n + 1) * side * side)]);

  it('holds their samples alone from the start, numbered in the order chosen', async () => {
    const chosen = [3, 1];
    const opened = await open(chosen).open();
    const expected = byHand(dataset.train, chosen);
    expect(opened.classNames).toEqual(['class 3', 'class 1']);
    expect(opened.images.classes).toBe(2);
    expect(opened.shardCounts).toEqual([expected.length]);
    expect([opened.train.arrived, opened.train.count]).toEqual([expected.length, expected.length]);
    const all = Int32Array.from(expected.keys());
    expect(Array.from(all, (n) => opened.train.labelOf(n))).toEqual(expected.map(([label]) => label));
    // Standardised and back, a byte may move by one.
    opened.train.bytesOf(all).forEach((byte, i) => {
      const pixel = expected[Math.floor(i / side ** 2)][1 + (i % side ** 2)];
      expect(Math.abs(byte - pixel)).toBeLessThanOrEqual(1);
    });
    const { samples } = opened.probe;
    const heldOut = byHand(dataset.probe, chosen);
    expect(Array.from(samples.labels)).toEqual(heldOut.map(([label]) => label));
    expect([...samples.pixels]).toEqual(heldOut.flatMap(([, ...pixels]) => pixels));
  });

  it('is of one set and one choice', () => {
    const feed = open([1, 2]);
    expect(feed.isOf(dataset.url, [1, 2])).toBe(true);
    expect(feed.isOf(dataset.url, [2, 1])).toBe(false);
    expect(feed.isOf(dataset.url, null)).toBe(false);
    expect(feed.isOf('https://data.test/other/', [1, 2])).toBe(false);
  });

  it('refuses classes that the set has not, or has no images of, and says which', async () => {
    await expect(open([0, 4]).open()).rejects.toThrow(RangeError);
    await expect(open([0, 4]).open()).rejects.toThrow('Class 4 was chosen');
    // Two held-out images cannot be of four classes.
    const small = tinyDataset(4, [40], [2]);
    const missing = [0, 1, 2, 3].find((c) => !small.probe.labels.includes(c))!;
    const present = small.probe.labels[0];
    await expect(open([present, missing], small).open()).rejects.toThrow(`class ${missing} has no images`);
  });
});
