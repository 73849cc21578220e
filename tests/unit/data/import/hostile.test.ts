/** Any bytes whatever: each parser answers or throws its own error, and ends. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readImageHeader } from '../../../../src/lib/data/import/image-header';
import { ImportError, RefusedImage } from '../../../../src/lib/data/import/import-error';
import { importSet } from '../../../../src/lib/data/import/import-set';
import { readMatMatrix } from '../../../../src/lib/data/import/mat5';
import { parsePgm } from '../../../../src/lib/data/import/pgm';
import { Refusals } from '../../../../src/lib/data/import/refusals';
import { openZip } from '../../../../src/lib/data/import/zip';
import { safePath } from '../../../../src/lib/data/import/zip-path';
import { memoryAccess, orlLike, sourceFiles, zipOf } from '../../../support/import-files';

const bytes = (most: number) => fc.uint8Array({ maxLength: most }).map((own) => Uint8Array.from(own));
const after = (start: readonly number[]) => bytes(300).map((rest) => Uint8Array.of(...start, ...rest));
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** Bytes changed here and there, and perhaps cut. */
const spoiled = (whole: Uint8Array<ArrayBuffer>) =>
  fc
    .tuple(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }), fc.nat(whole.length))
    .map(([changes, cut]) => {
      const copy = whole.slice(0, cut === 0 ? whole.length : Math.max(cut, whole.length >> 1));
      for (const [at, value] of changes) if (at < copy.length) copy[at] = value;
      return copy;
    });

function only(kind: typeof ImportError | typeof RefusedImage, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(kind);
  }
}

describe('whatever the bytes', () => {
  it('a PGM is read or refused', () => {
    const start = fc.constantFrom(
      'P5 ',
      'P2 ',
      'P5 2 2 255\n',
      'P2 2 2 9\n',
      'P5 #',
      'P5 65535 65535 65535\n',
    );
    const arbitrary = fc.oneof(
      bytes(100),
      start.chain((text) => after(ascii(text))),
    );
    fc.assert(
      fc.property(arbitrary, (own) => only(RefusedImage, () => parsePgm(own))),
      { seed: 11, numRuns: 500 },
    );
  });

  it('a header is found or not', () => {
    const starts = fc.constantFrom(
      [0xff, 0xd8, 0xff],
      [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
      ascii('GIF89a'),
      ascii('P5'),
    );
    fc.assert(
      fc.property(fc.oneof(bytes(100), starts.chain(after)), (own) => {
        const header = readImageHeader(own);
        if (header) expect(Math.min(header.width, header.height)).toBeGreaterThan(0);
      }),
      { seed: 12, numRuns: 1000 },
    );
  });

  it('a MAT file is read or refused', () => {
    const little = [...new Array<number>(124).fill(32), 0, 1, 0x49, 0x4d];
    const big = [...new Array<number>(124).fill(32), 1, 0, 0x4d, 0x49];
    const tag = [14, 0, 0, 0, 80, 0, 0, 0, 6, 0, 0, 0, 8, 0, 0, 0, 9];
    const starts = fc.constantFrom(
      little,
      big,
      [...little, ...tag],
      [...little, 15, 0, 0, 0, 20, 0, 0, 0, 0x78, 0x9c],
    );
    fc.assert(
      fc.property(fc.oneof(bytes(200), starts.chain(after)), (own) =>
        only(ImportError, () => readMatMatrix(own, 'faces')),
      ),
      { seed: 13, numRuns: 500 },
    );
  });

  it('a zip gives its files or is refused, and a file of it is read or refused', async () => {
    const zip = zipOf({ 'a/1.pgm': new Uint8Array(500).fill(7), 'b/2.pgm': Uint8Array.of(1, 2, 3) });
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes(300), after(ascii('PK\x03\x04')), spoiled(zip)), async (own) => {
        const files = await openZip(memoryAccess(own), new Refusals()).catch((error: unknown) => {
          expect(error).toBeInstanceOf(ImportError);
          return [];
        });
        for (const file of files) {
          await file.read().catch((error: unknown) => expect(error).toBeInstanceOf(RefusedImage));
        }
      }),
      { seed: 14, numRuns: 300 },
    );
  });

  it('no path that is taken climbs', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b', 'C:', '\\', '/', '...', '\0');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const path = safePath(parts.join('/'));
        if (path === null) return;
        expect(
          new URL(path.replace(/[?#]/g, '_'), 'https://x.test/top/').href.startsWith('https://x.test/top/'),
        ).toBe(true);
        expect(path).not.toMatch(/^\/|\\|\0/);
      }),
      { seed: 15, numRuns: 1000 },
    );
  });

  it('a set with such files in it is imported without them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(bytes(60), after(ascii('P5 2 2 255\n'))), { maxLength: 6 }),
        async (strange) => {
          const files = {
            ...orlLike([3, 3]),
            ...Object.fromEntries(strange.map((own, i) => [`s1/x${i}.pgm`, own])),
          };
          const { summary } = await importSet(
            { type: 'files', files: sourceFiles(files) },
            {
              kind: 'auto',
              name: 'x',
              title: 'x',
              subtle: crypto.subtle,
              decode: () => Promise.reject(new Error('no image')),
            },
          );
          expect(summary.trainImages + summary.probeImages + summary.refusals.first.length).toBe(
            6 + strange.length,
          );
        },
      ),
      { seed: 16, numRuns: 40 },
    );
  });
});
