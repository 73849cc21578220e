import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearestLevel } from '../../src/lib/data/pack';
import { joinSamples } from '../../src/lib/data/samples';
import { readManifest, readSplit, type Fetch } from '../../src/lib/data/shard-reader';
import type { DatasetManifest, Samples } from '../../src/lib/data/dataset';
import { main, readMnist } from '../../tools/pack-mnist';

const folder = mkdtempSync(join(tmpdir(), 'marginalia-mnist-'));
const manifestUrl = pathToFileURL(join(folder, 'manifest.json')).href;
const fetch: Fetch = async (url) => new Response(readFileSync(new URL(url)));
let manifest: DatasetManifest;

beforeAll(async () => {
  expect(await main([folder])).toBe(0);
  manifest = await readManifest(manifestUrl, { fetch });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function readAll(split: 'train' | 'probe'): Promise<Samples> {
  const parts: Samples[] = [];
  for await (const part of readSplit(manifest, manifestUrl, split, { fetch })) parts.push(part);
  return joinSamples(parts);
}

describe('the packed MNIST', () => {
  it('begins with a shard of 1,000 and holds 10,000 + 2,000 digits in under 1.2 MB', () => {
    const { train, probe } = manifest.splits;
    expect(train.shards.map(({ count }) => count)).toEqual(new Array(10).fill(1000));
    expect(probe.shards.map(({ count }) => count)).toEqual([1000, 1000]);
    const bytes = [...train.shards, ...probe.shards].reduce((sum, shard) => sum + shard.bytes, 0);
    expect(bytes).toBeLessThan(1_200_000);
    expect(train.shards[0].bytes).toBeLessThan(100_000);
  });

  it.each([
    ['train', 'train', 10_000],
    ['probe', 'test', 2_000],
  ] as const)('reads back as the first official digits: %s', async (split, official, count) => {
    const read = await readAll(split);
    const original = readMnist(official, count);
    expect(read.count).toBe(count);
    expect(Buffer.compare(read.labels, original.labels)).toBe(0);
    expect(
      Buffer.compare(
        read.pixels,
        original.pixels.map((byte) => nearestLevel(byte) * 17),
      ),
    ).toBe(0);
  });

  it('begins with the digits that everyone knows', async () => {
    expect([...(await readAll('train')).labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect([...(await readAll('probe')).labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  });

  it('carries its licence and its credit', () => {
    expect(manifest.card.licence).toBe('CC BY-SA 3.0');
    for (const name of ['LeCun', 'Cortes', 'Burges']) expect(manifest.card.credit).toContain(name);
  });

  it('packs to the same bytes again, leaves whole shards alone and removes strays', async () => {
    const before = readdirSync(folder).sort();
    const times = before
      .filter((file) => file.endsWith('.bin'))
      .map((file) => statSync(join(folder, file)).mtimeMs);
    writeFileSync(join(folder, '0123456789abcdef.bin'), 'old');
    await main([folder]);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(
      before.filter((file) => file.endsWith('.bin')).map((file) => statSync(join(folder, file)).mtimeMs),
    ).toEqual(times);
  });
});
