/** Small sets of images as a reader may bring them, made here byte by byte. */
import { zipSync } from 'fflate';
import type { RandomAccess, SourceFile } from '../../src/lib/data/import/source-file';
import { createRng } from '../../src/lib/math/rng';

/** A binary PGM of one byte a grey. */
export function pgm(
  width: number,
  height: number,
  grey: (x: number, y: number) => number,
): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const bytes = new Uint8Array(header.length + width * height);
  bytes.set(header);
  for (let at = 0; at < width * height; at++) {
    bytes[header.length + at] = grey(at % width, Math.floor(at / width));
  }
  return bytes;
}

/** Noise over the identity's own grey: no two alike. */
export function facePgm(identity: number, image: number, side = 16): Uint8Array<ArrayBuffer> {
  const rng = createRng(1000 * identity + image);
  return pgm(side, side, () => 20 * identity + rng.integer(50));
}

export type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** `s1/1.pgm` and so on: so many images of each identity. */
export function orlLike(counts: readonly number[]): Record<string, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(
    counts.flatMap((count, identity) =>
      Array.from({ length: count }, (_, image) => [
        `s${identity + 1}/${image + 1}.pgm`,
        facePgm(identity, image),
      ]),
    ),
  );
}

export const sourceFiles = (files: Files): SourceFile[] =>
  Object.entries(files).map(([path, bytes]) => ({ path, bytes: bytes.length, read: async () => bytes }));

export const memoryAccess = (bytes: Uint8Array<ArrayBuffer>): RandomAccess => ({
  bytes: bytes.length,
  read: async (from, to) => bytes.slice(from, to),
});

export const zipOf = (files: Files): Uint8Array<ArrayBuffer> => zipSync(files) as Uint8Array<ArrayBuffer>;
