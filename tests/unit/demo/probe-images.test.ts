/** Images of held-out samples, fetched shard by shard when they are first looked at. */
import { describe, expect, it } from 'vitest';
import { ProbeImages } from '../../../src/lib/demo/probe-images';
import type { Fetch } from '../../../src/lib/data/shard-reader';
import { side, tinyDataset } from '../../support/tiny-dataset';

function bench(chosen: readonly number[] | null = null) {
  const dataset = tinyDataset(3);
  const asked: string[] = [];
  let isOffline = false;
  const fetch: Fetch = async (url) => {
    asked.push(url.split('/').at(-1)!);
    if (isOffline) throw new TypeError('offline');
    const bytes = url.endsWith('manifest.json')
      ? new TextEncoder().encode(JSON.stringify(dataset.manifest))
      : dataset.files.get(url);
    return bytes ? new Response(bytes) : new Response(null, { status: 404 });
  };
  return {
    dataset,
    asked,
    images: new ProbeImages(dataset.url, fetch, chosen),
    setOffline: (offline: boolean) => (isOffline = offline),
  };
}

describe('probe images', () => {
  it('are those of the held-out split, in its order, across shards', async () => {
    const { dataset, images } = bench();
    for (const n of [0, 12, 13, 19]) {
      const { pixels, width, height } = await images.image(n);
      expect([width, height]).toEqual([side, side]);
      expect([...pixels]).toEqual([...dataset.probe.pixels.subarray(n * side * side, (n + 1) * side * side)]);
    }
  });

  it('fetch the manifest and one shard once, however many are asked for', async () => {
    const { dataset, asked, images } = bench();
    await Promise.all([images.image(0), images.image(5), images.image(12)]);
    expect(asked).toEqual(['manifest.json', dataset.manifest.splits.probe.shards[0].file]);
  });

  it('can be asked for again after a failure', async () => {
    const { images, setOffline } = bench();
    setOffline(true);
    await expect(images.image(0)).rejects.toMatchObject({ code: 'network' });
    setOffline(false);
    await expect(images.image(0)).resolves.toMatchObject({ width: side });
    setOffline(true);
    await expect(images.image(15)).rejects.toMatchObject({ code: 'network' });
    setOffline(false);
    await expect(images.image(15)).resolves.toMatchObject({ width: side });
  });

  it('refuse a sample that is not there', async () => {
    await expect(bench().images.image(20)).rejects.toThrow(RangeError);
    await expect(bench().images.image(-1)).rejects.toThrow(RangeError);
  });

  it('of chosen classes are counted alone, across shards', async () => {
    const { dataset, images } = bench([2, 0]);
    const own = [...dataset.probe.labels.keys()].filter((n) => [0, 2].includes(dataset.probe.labels[n]));
    for (const [k, n] of own.entries()) {
      const { pixels } = await images.image(k);
      expect([...pixels]).toEqual([...dataset.probe.pixels.subarray(n * side * side, (n + 1) * side * side)]);
    }
    await expect(images.image(own.length)).rejects.toThrow(RangeError);
  });
});
