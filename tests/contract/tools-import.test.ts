/** `npm run data -- import`: public contract 5, from outside its parts. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encode as encodeJpeg } from 'jpeg-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cardFor, importKinds } from '../../src/lib/data/import/cards';
import { readManifest, readSplit } from '../../src/lib/data/shard-reader';
import { decodeImage } from '../../tools/decode-image';
import { main } from '../../tools/data';
import { orlLike, zipOf, type Files } from '../support/import-files';
import { encodePng } from '../support/png';

let root: string;
let said: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'marginalia-import-'));
  said = [];
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line: string) => void said.push(line));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function write(files: Files): string {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  return root;
}
const below = (top: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${top}/${path}`, bytes]));
const run = (...args: string[]): Promise<number> => main(['import', ...args]);

describe('the import command', () => {
  it('packs a folder into a dataset that the site reads', async () => {
    write(below('faces', orlLike(new Array(8).fill(5))));
    const out = join(root, 'out');
    expect(await run('--kind', 'folder', join(root, 'faces'), '--name', 'friends', '--out', out)).toBe(0);
    expect(said[0]).toMatch(/: 40 images of 8 people, 64×64, 3 shards, \d+ kB$/);
    expect(said[1]).toBe(
      '  24 to train on and 6 held out, of 6 people; 10 of 2 people who are never trained on',
    );
    const url = pathToFileURL(join(out, 'manifest.json')).href;
    const fetch = async (address: string) => new Response(readFileSync(new URL(address)));
    const manifest = await readManifest(url, { fetch });
    expect(manifest).toMatchObject({ name: 'friends', classNames: ['s1', 's2', 's3', 's4', 's5', 's6'] });
    let count = 0;
    for await (const samples of readSplit(manifest, url, 'train', { fetch })) count += samples.count;
    expect(count).toBe(24);
    // Again, with other images: what the first one left is gone.
    write(below('faces', orlLike([3, 3])));
    rmSync(join(root, 'faces/s8'), { recursive: true });
    expect(await run('--kind', 'folder', join(root, 'faces'), '--name', 'friends', '--out', out)).toBe(0);
    expect(readdirSync(out)).toHaveLength(3);
  });

  it('packs a zip to the same bytes', async () => {
    write({ ...below('faces', orlLike([3, 3])), 'faces.zip': zipOf(orlLike([3, 3])) });
    for (const source of ['faces', 'faces.zip']) {
      expect(await run('--kind', 'orl', join(root, source), '--out', join(root, `out-${source}`))).toBe(0);
    }
    const files = readdirSync(join(root, 'out-faces')).sort();
    expect(readdirSync(join(root, 'out-faces.zip')).sort()).toEqual(files);
  });

  it.each([
    [[], 'Say which kind of set it is: --kind.'],
    [['--kind', 'faces', 'x', '--name', 'x'], 'There is no kind "faces".'],
    [['--kind', 'folder', '--name', 'x'], 'Name one folder or file to import.'],
    [['--kind', 'folder', 'x', 'y', '--name', 'x'], 'Name one folder or file to import.'],
    [['--kind', 'folder', 'x'], 'Say what the set is to be called: --name.'],
    [['--kind', 'orl', 'x', '--name', '../x'], '"../x" is no name of a set'],
    [['--kind', 'orl', 'x', '--size', '9'], "'--size'"],
  ])('used wrongly, %j, says what is wrong and how it is used', async (args, sentence) => {
    expect(await run(...args)).toBe(2);
    expect(said[0]).toContain(sentence);
    expect(said[0]).toContain(
      'npm run data -- import --kind folder|orl|olivetti|lfw|idx SRC --name NAME [--out DIR]',
    );
  });

  it.each([
    ['folder', 'nowhere', {}, 'There is no '],
    ['orl', 'faces', below('faces', orlLike([3])), 'Only s1 is left'],
    ['olivetti', 'x.mat', { 'x.mat': new Uint8Array(300) }, 'not a MAT file of level 5'],
    ['folder', 'x.zip', { 'x.zip': new Uint8Array(30) }, 'not a whole zip archive'],
    ['idx', 'faces', below('faces', orlLike([1])), 'no pair of idx files'],
  ] as const)(
    'of %s from %s that holds nothing fails in one sentence and writes nothing',
    async (kind, source, files, sentence) => {
      write(files);
      expect(await run('--kind', kind, join(root, source), '--name', 'x', '--out', join(root, 'out'))).toBe(
        1,
      );
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(/^Nothing was imported\. .*\.$/);
      expect(said[0]).toContain(sentence);
      expect(readdirSync(root)).not.toContain('out');
    },
  );
});

describe('a card', () => {
  it.each(importKinds)('of %s says whose the images are', (kind) => {
    const card = cardFor(kind, 'My set', 'None.', false);
    for (const [field, text] of Object.entries(card)) expect(text.trim(), field).not.toBe('');
    const credit = {
      orl: 'Samaria',
      olivetti: 'Samaria',
      lfw: 'Huang',
      folder: "importer's own",
      idx: "importer's own",
    };
    expect(card.credit).toContain(credit[kind]);
    expect(card.title === 'My set').toBe(kind === 'folder' || kind === 'idx');
  });
});

describe('images in Node', () => {
  it('are decoded from PNG, JPEG and GIF', async () => {
    const rgb = Uint8Array.of(255, 0, 0, 0, 255, 0);
    const png = await decodeImage(new Uint8Array(encodePng({ width: 2, height: 1, rgb })), 'png');
    expect(png).toEqual({
      width: 2,
      height: 1,
      channels: 4,
      samples: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255),
    });

    const grey = { width: 8, height: 8, data: Buffer.alloc(8 * 8 * 4, 120) };
    const jpeg = await decodeImage(new Uint8Array(encodeJpeg(grey, 95).data), 'jpeg');
    expect([jpeg.width, jpeg.height, jpeg.samples.length]).toEqual([8, 8, 256]);
    expect(Math.abs(jpeg.samples[0] - 120)).toBeLessThan(3);

    // One pixel of the second of two colours (GIF89a): codes 4 (clear), 1, 5 (end) of three bits each.
    const gif = Uint8Array.of(
      ...[0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 10, 20, 30],
      ...[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 0x01, 0, 0x3b],
    );
    expect(await decodeImage(gif, 'gif')).toEqual({
      width: 1,
      height: 1,
      channels: 4,
      samples: Uint8Array.of(10, 20, 30, 255),
    });
  });

  it('that are cut short are refused', async () => {
    const png = new Uint8Array(encodePng({ width: 2, height: 1, rgb: new Uint8Array(6) }));
    await expect(decodeImage(png.slice(0, 40), 'png')).rejects.toThrow();
    await expect(decodeImage(Uint8Array.of(0xff, 0xd8, 0xff), 'jpeg')).rejects.toThrow();
    await expect(decodeImage(Uint8Array.of(0x47), 'gif')).rejects.toThrow();
  });
});
