/** A grey picture as a PNG of 8 bits, not interlaced (PNG specification, third edition, sections 5 and 11). */
import { deflateSync } from 'node:zlib';
import { crc32 } from '../data/crc32';

const signature = [137, 80, 78, 71, 13, 10, 26, 10];

/** @param grey_hw rows from above, a byte a pixel */
export function greyPng(
  grey_hw: Uint8Array,
  [height, width]: readonly [number, number],
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const sizes = new DataView(header.buffer);
  sizes.setUint32(0, width);
  sizes.setUint32(4, height);
  // Eight bits, grey; the other methods have no choice.
  header[8] = 8;
  // Each row says that it is kept as the difference from its left neighbours.
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = 1;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      rows[y * (width + 1) + 1 + x] = grey_hw[at] - (x > 0 ? grey_hw[at - 1] : 0);
    }
  }
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ];
  return Uint8Array.from([...signature, ...chunks.flatMap((bytes) => [...bytes])]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const numbers = new DataView(bytes.buffer);
  numbers.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  numbers.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
