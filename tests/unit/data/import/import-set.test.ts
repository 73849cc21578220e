import { describe, expect, it } from 'vitest';
import type { Samples } from '../../../../src/lib/data/dataset';
import { importSet, type ImportOptions } from '../../../../src/lib/data/import/import-set';
import type { ImportProgress } from '../../../../src/lib/data/import/gathered';
import type { ImportSource } from '../../../../src/lib/data/import/source-file';
import { joinSamples } from '../../../../src/lib/data/samples';
import { readManifest, readSplit, readUnseen } from '../../../../src/lib/data/shard-reader';
import {
  facePgm,
  memoryAccess,
  orlLike,
  pgm,
  sourceFiles,
  zipOf,
  type Files,
} from '../../../support/import-files';

const refuseToDecode: ImportOptions['decode'] = async () => {
  throw new Error('No decoder here.');
};

const importOf = (source: ImportSource, options: Partial<ImportOptions> = {}) =>
  importSet(source, {
    kind: 'folder',
    name: 'mine',
    title: 'Mine',
    decode: refuseToDecode,
    subtle: crypto.subtle,
    ...options,
  });
const importFiles = (files: Files, options?: Partial<ImportOptions>) =>
  importOf({ type: 'files', files: sourceFiles(files) }, options);

/** A server that has what was imported. */
async function readBack({ manifest, shards }: Awaited<ReturnType<typeof importOf>>) {
  const url = 'https://data.test/mine/manifest.json';
  const files = new Map(shards.map(({ file, bytes }) => [new URL(file, url).href, bytes]));
  const fetch = async (address: string) =>
    address === url ? new Response(JSON.stringify(manifest)) : new Response(files.get(address));
  const read = await readManifest(url, { fetch });
  const all = async (split: 'train' | 'probe') => {
    const parts: Samples[] = [];
    for await (const part of readSplit(read, url, split, { fetch })) parts.push(part);
    return joinSamples(parts);
  };
  return {
    manifest: read,
    train: await all('train'),
    probe: await all('probe'),
    unseen: await readUnseen(read, url, { fetch }),
  };
}

/** One grey a person and image, so that pixels say whose they are. */
const flat = (identity: number, image: number) => pgm(64, 64, () => 10 * identity + image);

describe('an imported set', () => {
  it('reads back as a dataset: who is trained on, held out and unseen', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, p) =>
        Array.from({ length: 5 }, (_, n) => [`s${p + 3}/${n + 1}.pgm`, flat(p, n)] as const),
      ).flat(),
    );
    const { manifest, train, probe, unseen } = await readBack(await importFiles(files));
    expect(manifest).toMatchObject({ name: 'mine', width: 64, height: 64, bitsPerPixel: 8 });
    expect(manifest.classNames).toEqual(['s3', 's4', 's5', 's6', 's7', 's8']);
    expect(manifest.unseen!.classNames).toEqual(['s9', 's10']);
    expect(manifest.card).toMatchObject({ title: 'Mine', credit: "The importer's own." });
    // One image of each after the other; the fifth is held out.
    const greys = (pixels: Uint8Array): number[] =>
      Array.from({ length: pixels.length / 4096 }, (_, i) => pixels[i * 4096]);
    expect([...train.labels]).toEqual([
      0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5,
    ]);
    expect(greys(train.pixels).slice(0, 8)).toEqual([0, 10, 20, 30, 40, 50, 1, 11]);
    expect(greys(probe.pixels)).toEqual([4, 14, 24, 34, 44, 54]);
    expect([...unseen!.labels]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    expect(greys(unseen!.pixels)).toEqual([60, 70, 61, 71, 62, 72, 63, 73, 64, 74]);
  });

  it('is the same from a zip as from a folder, to the byte', async () => {
    const files = orlLike([5, 5, 5]);
    const folder = await importFiles(files);
    const zip = await importOf({ type: 'zip', archive: memoryAccess(zipOf(files)) });
    expect(zip.manifest).toEqual(folder.manifest);
    expect(zip.shards).toEqual(folder.shards);
  });

  it('says how far it is, and ends where it is aborted', async () => {
    const told: ImportProgress[] = [];
    await importFiles(orlLike([3, 3]), { onProgress: (progress) => told.push(progress) });
    expect(told.filter(({ stage }) => stage === 'reading').map(({ done, total }) => [done, total])).toEqual(
      Array.from({ length: 7 }, (_, i) => [i, 6]),
    );
    expect(told.at(-1)).toEqual({ stage: 'packing', done: 2, total: 2 });
    const abort = new AbortController();
    const reason = new Error('enough');
    const ended = importFiles(orlLike([3, 3]), {
      signal: abort.signal,
      onProgress: ({ done }) => done === 3 && abort.abort(reason),
    });
    await expect(ended).rejects.toBe(reason);
  });

  it('of forty people named as in ORL is taken for ORL, and of fewer is not', async () => {
    const { summary, manifest } = await importFiles(orlLike(new Array<number>(40).fill(2)), { kind: 'auto' });
    expect(summary.kind).toBe('orl');
    expect(manifest.card.credit).toContain('Samaria');
    const fewer = await importFiles(orlLike(new Array<number>(39).fill(2)), { kind: 'auto' });
    expect(fewer.manifest.card).toMatchObject({ title: 'Mine', credit: "The importer's own." });
  });

  it('holds out the second image where nobody has three', async () => {
    const { summary } = await importFiles(orlLike([2, 2, 2]));
    expect(summary).toMatchObject({ trainImages: 3, probeImages: 3 });
  });

  it('gives the decoder what is no PGM, with its format', async () => {
    const gif = Uint8Array.of(...new TextEncoder().encode('GIF89a'), 2, 0, 1, 0);
    const formats: string[] = [];
    const { summary } = await importFiles(
      { ...orlLike([3, 3]), 'x/1.gif': gif, 'x/2.jpg': gif },
      {
        decode: async (_, format) => {
          formats.push(format);
          return { width: 2, height: 1, channels: 4, samples: new Uint8Array(8) };
        },
      },
    );
    expect(formats).toEqual(['gif', 'gif']);
    expect(summary.trainingIdentities).toBe(3);
  });
});

describe('bad input', () => {
  /** A set that is good, with something bad beside it: what is said of it. */
  async function refusedBeside(files: Files): Promise<string[]> {
    const { summary } = await importFiles({ ...orlLike([3, 3]), ...files });
    expect(summary).toMatchObject({ trainingIdentities: 2, trainImages: 4, probeImages: 2 });
    return summary.refusals.first.map(({ sentence }) => sentence);
  }

  it('each gets one sentence, and the rest is imported', async () => {
    const words = new TextEncoder().encode('no image') as Uint8Array<ArrayBuffer>;
    const huge = new TextEncoder().encode('P5 10000 10000 255\n...') as Uint8Array<ArrayBuffer>;
    const png = Uint8Array.of(
      0x89,
      0x50,
      0x4e,
      0x47,
      13,
      10,
      26,
      10,
      0,
      0,
      0,
      13,
      0x49,
      0x48,
      0x44,
      0x52,
      0,
      0,
      0,
      9,
      0,
      0,
      0,
      9,
    );
    expect(
      await refusedBeside({
        's1/a.png': words,
        's1/b.pgm': huge,
        's1/c.pgm': facePgm(1, 1).slice(0, 60),
        's1/d.png': png,
        's1/e.zip': words,
        'f.pgm': facePgm(1, 1),
        's3/1.pgm': facePgm(3, 1),
      }),
    ).toEqual([
      's1/e.zip was left out: an archive among the files is not opened. Unpack it first.',
      'f.pgm was left out: it lies in no folder, and the folder says whom it shows.',
      's1/a.png is not an image, whatever its name says.',
      's1/b.pgm has 100 megapixels; at most 40 are read. Make it smaller.',
      's1/c.pgm is damaged: it ends before its 16×16 greys do.',
      's1/d.png is damaged: it begins as a PNG and cannot be decoded.',
      's3 was left out: one usable image is too few, a person needs two.',
    ]);
  });

  it('that cannot be read where it lies, or is too large to be read, is named too', async () => {
    const files = sourceFiles(orlLike([3, 3]));
    const gone = {
      path: 's1/9.pgm',
      bytes: 5,
      read: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    };
    const large = { path: 's2/9.pgm', bytes: 2 ** 27, read: () => Promise.reject(new Error('never asked')) };
    const { summary } = await importOf({ type: 'files', files: [...files, gone, large] });
    expect(summary.refusals.first.map(({ sentence }) => sentence)).toEqual([
      's1/9.pgm could not be read where it lies.',
      's2/9.pgm has 128 MB; an image may have 64.',
    ]);
  });

  it('names the first twenty and counts the rest; many people alone are one sentence', async () => {
    const bad = Array.from({ length: 24 }, (_, n) => [`s1/bad${n}.png`, new Uint8Array(3)] as const);
    const alone = Array.from({ length: 9 }, (_, n) => [`alone${n}/1.pgm`, facePgm(n, n)] as const);
    const { summary } = await importFiles({
      ...orlLike([3, 3]),
      ...Object.fromEntries(bad),
      ...Object.fromEntries(alone),
    });
    expect(summary.refusals.first).toHaveLength(20);
    expect(summary.refusals.more).toBe(4 + 9);
    const few = await importFiles({ ...orlLike([3, 3]), ...Object.fromEntries(alone) });
    expect(few.summary.refusals).toEqual({
      first: [
        {
          code: 'few-images',
          name: 'alone0, alone1, alone2, alone3, alone4 …',
          count: 9,
          sentence:
            '9 people were left out, for a person needs two usable images: alone0, alone1, alone2, alone3, alone4 …',
        },
      ],
      more: 0,
    });
  });

  it('counts files that are no images, and says nothing of hidden ones', async () => {
    const nothing = new Uint8Array(1);
    const { summary } = await importFiles({
      ...orlLike([3, 3]),
      README: nothing,
      's1/notes.txt': nothing,
      '.DS_Store': nothing,
    });
    expect(summary.otherFiles).toBe(2);
    expect(summary.refusals.first).toEqual([]);
  });

  it.each([
    [
      'one person',
      orlLike([4]),
      'one-identity',
      'Only s1 is left, and a set needs two people at least: add another folder.',
    ],
    ['nobody', {}, 'no-images', /^Here are no images in folders: .*\.$/],
    [
      'images in no folder',
      { '1.pgm': facePgm(1, 1) },
      'no-images',
      /The first that was left out: 1\.pgm .*\.$/,
    ],
    ['one image of each', orlLike([1, 1, 1]), 'no-images', /^Nobody here has two usable images/],
  ] as const)('a set of %s is refused in one sentence', async (_, files, code, sentence) => {
    const failed = importFiles(files);
    await expect(failed).rejects.toMatchObject({ code });
    await expect(failed).rejects.toThrow(sentence);
  });

  it('a MAT file that is none is refused as such', async () => {
    const failed = importFiles({ 'x.mat': new Uint8Array(500) }, { kind: 'auto' });
    await expect(failed).rejects.toMatchObject({ code: 'mat' });
    await expect(importFiles({}, { kind: 'olivetti' })).rejects.toThrow(
      'one file that ends in .mat; here is none.',
    );
  });
});
