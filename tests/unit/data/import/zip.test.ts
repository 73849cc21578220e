import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Refusals } from '../../../../src/lib/data/import/refusals';
import { openZip, zipLimits } from '../../../../src/lib/data/import/zip';
import { decodePath, safePath } from '../../../../src/lib/data/import/zip-path';
import { memoryAccess, zipOf } from '../../../support/import-files';

const bytesOf = (content: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(content) as Uint8Array<ArrayBuffer>;
const long = bytesOf('abcdefgh'.repeat(400));

async function open(zip: Uint8Array<ArrayBuffer>, limits = zipLimits) {
  const refusals = new Refusals();
  const files = await openZip(memoryAccess(zip), refusals, limits);
  return { files, refused: refusals.list().first };
}

/** Where the directory at the end begins. */
function directoryAt(zip: Uint8Array<ArrayBuffer>): number {
  return new DataView(zip.buffer).getUint32(zip.length - 22 + 16, true);
}

describe('a zip archive', () => {
  it('gives its files, packed or not, without folders and what systems leave behind', async () => {
    const zip = zipSync({
      'a/1.pgm': long,
      'a/2.pgm': [bytesOf('plain'), { level: 0 }],
      'b/': new Uint8Array(),
      '__MACOSX/a/._1.pgm': bytesOf('x'),
      'a/.DS_Store': bytesOf('x'),
      'a/Thumbs.db': bytesOf('x'),
    }) as Uint8Array<ArrayBuffer>;
    const { files, refused } = await open(zip);
    expect(files.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['a/1.pgm', 3200],
      ['a/2.pgm', 5],
    ]);
    expect(await files[0].read()).toEqual(long);
    expect(await files[1].read()).toEqual(bytesOf('plain'));
    expect(refused).toEqual([]);
  });

  it('with paths that climb keeps the others', async () => {
    const names = ['../x.pgm', 'a/../../x.pgm', '/etc/x.pgm', 'C:/x.pgm', 'a\\..\\x.pgm', 'a/1.pgm'];
    const { files, refused } = await open(zipOf(Object.fromEntries(names.map((name) => [name, long]))));
    expect(files.map(({ path }) => path)).toEqual(['a/1.pgm']);
    expect(refused.map(({ code, name }) => [code, name])).toEqual(
      names.slice(0, 5).map((name) => ['climbs', name]),
    );
    expect(refused[0].sentence).toBe('../x.pgm was left out: its path leads out of the archive.');
  });

  it('that would unpack to too much is refused before anything is unpacked', async () => {
    const zip = zipOf({ 'a/1.pgm': new Uint8Array(200_000) });
    const refused = (limits: Partial<typeof zipLimits>) => open(zip, { ...zipLimits, ...limits });
    await expect(refused({ bytes: 199_999 })).rejects.toThrow(
      /^This zip archive would unpack to .* so nothing of it was read\.$/,
    );
    await expect(refused({ ratioFromBytes: 1000 })).rejects.toThrow('times its size');
    await expect(refused({ entries: 0 })).rejects.toThrow('holds 1 files; at most 0 are read');
    await expect(refused({})).resolves.toBeTruthy();
    // A claim of 4 GB in an archive of a kilobyte.
    const liar = zip.slice();
    new DataView(liar.buffer).setUint32(directoryAt(liar) + 24, 0xfffffffe, true);
    await expect(open(liar)).rejects.toMatchObject({ code: 'zip-bomb' });
  });

  it('of files that share their bytes is refused', async () => {
    const zip = zipOf({ 'a/1.pgm': long, 'a/2.pgm': long });
    const view = new DataView(zip.buffer);
    view.setUint32(directoryAt(zip) + 20, zip.length, true);
    await expect(open(zip)).rejects.toThrow('more than it has room for');
  });

  it('whose file unpacks to more than was said is caught at what was said', async () => {
    const zip = zipOf({ 'a/1.pgm': long, 'a/2.pgm': long });
    new DataView(zip.buffer).setUint32(directoryAt(zip) + 24, 3199, true);
    const { files } = await open(zip);
    await expect(files[0].read()).rejects.toThrow('it unpacks to more than the directory says');
    expect(await files[1].read()).toEqual(long);
  });

  it('with a changed byte is found out by its checksum, and the next file is read', async () => {
    const zip = zipSync({ 'a/1.pgm': long, 'a/2.pgm': long }, { level: 0 }) as Uint8Array<ArrayBuffer>;
    zip[100] ^= 1;
    const { files } = await open(zip);
    await expect(files[0].read()).rejects.toThrow('is damaged in its archive: its checksum does not fit.');
    expect(await files[1].read()).toEqual(long);
  });

  it('that is locked or packed otherwise is named', async () => {
    const zip = zipOf({ 'a/1.pgm': long, 'a/2.pgm': long });
    const view = new DataView(zip.buffer);
    const first = directoryAt(zip);
    view.setUint16(first + 8, 1, true);
    view.setUint16(first + 46 + 7 + 10, 99, true);
    const { files, refused } = await open(zip);
    expect(files).toEqual([]);
    expect(refused.map(({ sentence }) => sentence)).toEqual([
      'a/1.pgm was left out: it is locked by a password, which is not read. Pack it as a plain zip.',
      'a/2.pgm was left out: it is packed by method 99, which is not read. Pack it as a plain zip.',
    ]);
  });

  it('cut short anywhere, or none at all, is refused in one sentence', async () => {
    const zip = zipOf({ 'a/1.pgm': bytesOf('1'), 'a/2.pgm': bytesOf('2') });
    for (let length = 0; length < zip.length; length++) {
      await expect(open(zip.slice(0, length)), String(length)).rejects.toThrow(
        /^This (is not a whole )?zip archive.*\.$/,
      );
    }
    await expect(open(bytesOf('not a zip at all'))).rejects.toMatchObject({ code: 'zip' });
  });
});

describe('a path of an archive', () => {
  it('loses empty parts and dots', () => {
    expect(safePath('./a//b/./1.pgm')).toBe('a/b/1.pgm');
    expect(safePath('a..b/...c')).toBe('a..b/...c');
  });

  it('is UTF-8, or else what a Chinese Windows writes', () => {
    expect(decodePath(bytesOf('张三/一.png'))).toBe('张三/一.png');
    expect(decodePath(Uint8Array.of(0xd5, 0xc5, 0xc8, 0xfd))).toBe('张三');
  });
});
