/** Inflates no further than it is told to, so that a small file cannot fill the memory. */
import { Gunzip, Inflate, Unzlib } from 'fflate';

/** What lies around the deflated bytes: nothing (in a zip), the header of zlib, or that of gzip. */
export type Wrapping = 'none' | 'zlib' | 'gzip';

const inflaters = { none: Inflate, zlib: Unzlib, gzip: Gunzip } as const;

/** Deflate packs 1032 to 1 at most: a push of this size cannot unpack to more than 16 MB. */
const pushBytes = 16_384;

export interface Inflated {
  /** At most `mostBytes`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** True where more would have come. */
  readonly isCut: boolean;
}

/** Throws an Error where the bytes are not deflated, or end too early. Checksums are left to the caller. */
export function inflateAtMost(packed: Uint8Array, wrapping: Wrapping, mostBytes: number): Inflated {
  const parts: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const inflater = new inflaters[wrapping]((part, isLast) => {
    parts.push(part);
    length += part.length;
    isWhole ||= isLast;
  });
  for (let from = 0; from < packed.length && length <= mostBytes; from += pushBytes) {
    const to = Math.min(from + pushBytes, packed.length);
    inflater.push(packed.slice(from, to), to === packed.length);
  }
  const isCut = length > mostBytes;
  if (!isCut && !isWhole) throw new Error('The packed bytes end too early.');
  const bytes = new Uint8Array(Math.min(length, mostBytes));
  let at = 0;
  for (const part of parts) {
    bytes.set(part.subarray(0, bytes.length - at), at);
    at = Math.min(bytes.length, at + part.length);
  }
  return { bytes, isCut };
}

/** The checksum of zlib (RFC 1950, section 8.2). */
export function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (let i = 0; i < bytes.length; i++) {
    low = (low + bytes[i]) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}
