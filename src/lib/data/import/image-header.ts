/** What an image says of itself before it is decoded: its format and its size, from PNG, JPEG, GIF and PGM. */
import { readPgmHeader } from './pgm';

export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'pgm';

export interface ImageHeader {
  readonly format: ImageFormat;
  /** Pixels, at least 1. */
  readonly width: number;
  readonly height: number;
}

/** Null where the bytes are no image of these formats, or end within the header. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const header = pngHeader(bytes) ?? gifHeader(bytes) ?? jpegHeader(bytes) ?? pgmHeader(bytes);
  return header && header.width > 0 && header.height > 0 ? header : null;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const begins = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, i) => bytes[at + i] === byte);

/** The signature, then the chunk IHDR (PNG, section 11.2.2). */
function pngHeader(bytes: Uint8Array): ImageHeader | null {
  const isPng = begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (!isPng || bytes.length < 24 || !begins(bytes, [0x49, 0x48, 0x44, 0x52], 12)) return null;
  const view = viewOf(bytes);
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** The logical screen (GIF89a, section 18), little-endian. */
function gifHeader(bytes: Uint8Array): ImageHeader | null {
  const version = bytes[4] === 0x37 || bytes[4] === 0x39;
  if (!begins(bytes, [0x47, 0x49, 0x46, 0x38]) || !version || bytes[5] !== 0x61 || bytes.length < 10)
    return null;
  const view = viewOf(bytes);
  return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** The first start of a frame, SOF0 to SOF15 without the tables that stand among them (ITU-T T.81, B.2). */
function jpegHeader(bytes: Uint8Array): ImageHeader | null {
  if (!begins(bytes, [0xff, 0xd8, 0xff])) return null;
  const view = viewOf(bytes);
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1];
    // Any number of fill bytes may come before a marker; some markers have no length.
    if (marker === 0xff) {
      at += 1;
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { format: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else {
      const length = view.getUint16(at + 2);
      if (length < 2 || marker === 0xd9 || marker === 0xda) return null;
      at += 2 + length;
    }
  }
  return null;
}

function pgmHeader(bytes: Uint8Array): ImageHeader | null {
  const header = readPgmHeader(bytes);
  return header && { format: 'pgm', width: header.width, height: header.height };
}
