import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetManifest, Samples, ShardEntry } from '../../../src/lib/data/dataset';
import { packSamples } from '../../../src/lib/data/pack';
import {
  readManifest,
  readShard,
  readSplit,
  readUnseen,
  type Fetch,
} from '../../../src/lib/data/shard-reader';
import { samplesArbitrary } from './samples-arbitrary';

const manifestUrl = 'https://example.org/some/path/data/dots/manifest.json';
const samples: Samples = {
  count: 2,
  labels: Uint8Array.of(1, 0),
  pixels: Uint8Array.of(0, 17, 34, 255, 51, 0, 0, 85),
};

function entryOf(bytes: Uint8Array, count: number): ShardEntry {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: `${sha256.slice(0, 16)}.bin`, sha256, bytes: bytes.length, count };
}

function manifestOf(
  train: ShardEntry[],
  size = { width: 2, height: 2 },
  bitsPerPixel: 4 | 8 = 4,
): DatasetManifest {
  const split = (shards: ShardEntry[]) => ({ count: shards.reduce((n, { count }) => n + count, 0), shards });
  return {
    format: 'marginalia-dataset',
    version: 1,
    name: 'dots',
    ...size,
    bitsPerPixel,
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    splits: { train: split(train), probe: split(train) },
    card: {
      title: 't',
      source: 's',
      credit: 'c',
      licence: 'l',
      licenceUrl: 'u',
      processing: 'p',
      splits: 's',
    },
  };
}

/** A server of files by their full URL. */
function serverOf(files: Record<string, Uint8Array | string | Response>): Fetch & { asked: string[] } {
  const asked: string[] = [];
  const serve = async (url: string): Promise<Response> => {
    asked.push(url);
    const body = files[url];
    if (body instanceof Response) return body;
    return body === undefined ? new Response('no', { status: 404 }) : new Response(body as BodyInit);
  };
  return Object.assign(serve, { asked });
}

const shardUrl = (entry: ShardEntry): string => new URL(entry.file, manifestUrl).href;

/** Packs `samples`, lets `damage` change what the server sends, and reads it. */
async function readDamaged(
  damage: (bytes: Uint8Array) => Uint8Array | Response,
  subtle?: null,
): Promise<Samples> {
  const bytes = gzipSync(packSamples(samples, 4));
  const entry = entryOf(bytes, 2);
  const fetch = serverOf({ [shardUrl(entry)]: damage(Uint8Array.from(bytes)) });
  return readShard(
    manifestOf([entry]),
    manifestUrl,
    entry,
    subtle === null ? { fetch, subtle: undefined } : { fetch },
  );
}

describe('reading a shard', () => {
  it('gives the packed samples back, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(samplesArbitrary, async ({ samples: some, width, height }) => {
        const bytes = gzipSync(packSamples(some, 8));
        const entry = entryOf(bytes, some.count);
        const fetch = serverOf({ [shardUrl(entry)]: bytes });
        const read = await readShard(manifestOf([entry], { width, height }, 8), manifestUrl, entry, {
          fetch,
        });
        expect(read).toEqual(some);
      }),
      { seed: 4, numRuns: 30 },
    );
  });

  it('finds any one byte that changed, by hash', async () => {
    const size = gzipSync(packSamples(samples, 4)).length;
    for (let at = 0; at < size; at++) {
      const flip = (bytes: Uint8Array) => ((bytes[at] ^= 1), bytes);
      await expect(readDamaged(flip)).rejects.toMatchObject({ name: 'DataUnavailableError', code: 'hash' });
    }
  });

  it('finds a changed byte of the content without crypto too', async () => {
    const flip = (bytes: Uint8Array) => ((bytes[12] ^= 1), bytes);
    await expect(readDamaged(flip, null)).rejects.toMatchObject({ code: 'format' });
    await expect(readDamaged((bytes) => bytes, null)).resolves.toMatchObject({ count: 2 });
  });

  it('refuses a file that is cut short, with and without crypto', async () => {
    const cut = (bytes: Uint8Array) => bytes.slice(0, -3);
    await expect(readDamaged(cut)).rejects.toMatchObject({ code: 'hash' });
    await expect(readDamaged(cut, null)).rejects.toThrow(/has \d+ bytes; its manifest says \d+/);
  });

  it.each([
    ['is no gzip', packSamples(samples, 4)],
    ['is a gzip cut short, hashed as such', gzipSync(packSamples(samples, 4)).subarray(0, -9)],
    ['unpacks to too little', gzipSync(packSamples(samples, 4).subarray(1))],
    ['unpacks to too much', gzipSync(new Uint8Array(1_000_000))],
    ['holds a label of no class', gzipSync(packSamples({ ...samples, labels: Uint8Array.of(1, 10) }, 4))],
  ])('refuses a file that %s', async (_, bytes) => {
    const entry = entryOf(bytes, 2);
    const fetch = serverOf({ [shardUrl(entry)]: bytes });
    await expect(readShard(manifestOf([entry]), manifestUrl, entry, { fetch })).rejects.toMatchObject({
      name: 'DataUnavailableError',
      code: 'format',
      file: entry.file,
    });
  });

  it('says which file is missing, and which answer or failure of the network it met', async () => {
    await expect(readDamaged(() => new Response('', { status: 404 }))).rejects.toMatchObject({
      code: 'missing',
    });
    await expect(readDamaged(() => new Response('', { status: 503 }))).rejects.toThrow(
      'the server answered 503',
    );
    await expect(readDamaged(() => new Response('', { status: 503 }))).rejects.toMatchObject({
      code: 'network',
    });
    const entry = entryOf(Uint8Array.of(1), 1);
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    await expect(readShard(manifestOf([entry]), manifestUrl, entry, { fetch })).rejects.toMatchObject({
      code: 'network',
      file: entry.file,
      message: `${entry.file} could not be downloaded.`,
    });
  });

  it('works when it is called again after a failure', async () => {
    const bytes = gzipSync(packSamples(samples, 4));
    const entry = entryOf(bytes, 2);
    const fetch = serverOf({});
    await expect(readShard(manifestOf([entry]), manifestUrl, entry, { fetch })).rejects.toThrow();
    const later = serverOf({ [shardUrl(entry)]: bytes });
    await expect(readShard(manifestOf([entry]), manifestUrl, entry, { fetch: later })).resolves.toEqual(
      samples,
    );
  });

  it('rejects with the reason of an abort, before and during the download', async () => {
    const entry = entryOf(Uint8Array.of(1), 1);
    const reason = new Error('the reader left');
    const fetch = serverOf({});
    const aborted = AbortSignal.abort(reason);
    await expect(readShard(manifestOf([entry]), manifestUrl, entry, { fetch, signal: aborted })).rejects.toBe(
      reason,
    );
    expect(fetch.asked).toEqual([]);

    const controller = new AbortController();
    const hanging: Fetch = (_, init) =>
      new Promise((_done, fail) => init!.signal!.addEventListener('abort', () => fail(init!.signal!.reason)));
    const reading = readShard(manifestOf([entry]), manifestUrl, entry, {
      fetch: hanging,
      signal: controller.signal,
    });
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });
});

describe('reading a dataset', () => {
  it('takes the shards that lie beside the manifest, in order, one at a time', async () => {
    const parts = [0, 1].map((label): Samples => ({
      count: 1,
      labels: Uint8Array.of(label),
      pixels: new Uint8Array(4),
    }));
    const files = parts.map((part) => gzipSync(packSamples(part, 4)));
    const entries = files.map((bytes) => entryOf(bytes, 1));
    const manifest = manifestOf(entries);
    const fetch = serverOf({
      [manifestUrl]: JSON.stringify(manifest),
      ...Object.fromEntries(entries.map((entry, i) => [shardUrl(entry), files[i]])),
    });
    const read = await readManifest(manifestUrl, { fetch });
    expect(read).toEqual(manifest);
    const labels: number[] = [];
    for await (const part of readSplit(read, manifestUrl, 'train', { fetch })) {
      labels.push(part.labels[0]);
      expect(fetch.asked).toHaveLength(1 + labels.length);
    }
    expect(labels).toEqual([0, 1]);
  });

  it('refuses a manifest that is missing, is a page, or is wrong', async () => {
    const read = (body?: string) =>
      readManifest(manifestUrl, { fetch: serverOf(body === undefined ? {} : { [manifestUrl]: body }) });
    await expect(read()).rejects.toMatchObject({ code: 'missing', file: 'manifest.json' });
    await expect(read('<!doctype html>')).rejects.toMatchObject({
      code: 'format',
      message: 'manifest.json is not JSON.',
    });
    await expect(read('{}')).rejects.toMatchObject({ code: 'format' });
  });
});

describe('identities that are never trained on', () => {
  const strangers = { count: 2, labels: Uint8Array.of(11, 0), pixels: samples.pixels };
  const bytes = gzipSync(packSamples(strangers, 4));
  const entry = entryOf(bytes, 2);
  const named = (count: number) => Array.from({ length: count }, (_, i) => `stranger ${i}`);
  const withUnseen = (names: number): DatasetManifest => ({
    ...manifestOf([entry]),
    unseen: { classNames: named(names), count: 2, shards: [entry] },
  });
  const fetch = () => serverOf({ [shardUrl(entry)]: bytes });

  it('are read by names of their own, more than the classes that are trained on', async () => {
    expect(await readUnseen(withUnseen(12), manifestUrl, { fetch: fetch() })).toEqual(strangers);
    await expect(readUnseen(withUnseen(11), manifestUrl, { fetch: fetch() })).rejects.toThrow('the label 11');
  });

  it('are null where a set has none', async () => {
    expect(await readUnseen(manifestOf([entry]), manifestUrl, { fetch: fetch() })).toBeNull();
  });
});
