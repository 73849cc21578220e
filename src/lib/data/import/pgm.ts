/**
 * PGM, the portable grey map of Netpbm: `P5` (binary) and `P2` (plain text), with comments in the header, and with one
 * or two bytes a grey.
 */
import { RefusedImage } from './import-error';
import type { Raster } from './raster';

export interface PgmHeader {
  readonly isPlain: boolean;
  readonly width: number;
  readonly height: number;
  /** The grey that is white, 1 to 65535. */
  readonly maxGrey: number;
  /** Where the greys begin. */
  readonly headerBytes: number;
}

const hash = 0x23;
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Null where the bytes do not begin as a PGM does. */
export function readPgmHeader(bytes: Uint8Array): PgmHeader | null {
  if (bytes[0] !== 0x50 || (bytes[1] !== 0x35 && bytes[1] !== 0x32)) return null;
  const numbers = new PlainNumbers(bytes, 2);
  const [width, height, maxGrey] = [numbers.next(), numbers.next(), numbers.next()];
  if (!width || !height || !maxGrey || maxGrey > 65_535) return null;
  // Exactly one white space ends the header.
  if (!isSpace(bytes[numbers.at])) return null;
  return { isPlain: bytes[1] === 0x32, width, height, maxGrey, headerBytes: numbers.at + 1 };
}

/** Greys scaled to 0 to 255. Throws a RefusedImage where the bytes are no whole PGM. */
export function parsePgm(bytes: Uint8Array): Raster {
  const header = readPgmHeader(bytes);
  if (!header) throw new RefusedImage('no-image', 'is not an image: it does not begin as a PGM does.');
  const { isPlain, width, height, maxGrey, headerBytes } = header;
  const count = width * height;
  const bytesPerGrey = isPlain ? 1 : maxGrey > 255 ? 2 : 1;
  // A plain grey takes a digit and a space, the last one no space: so a header cannot ask for more than is there.
  const least = isPlain ? 2 * count - 1 : count * bytesPerGrey;
  if (bytes.length - headerBytes < least) throw cutShort(width, height);
  const samples = new Uint8Array(count);
  const scale = 255 / maxGrey;
  const numbers = new PlainNumbers(bytes, headerBytes);
  for (let i = 0; i < count; i++) {
    const at = headerBytes + i * bytesPerGrey;
    const grey = isPlain ? numbers.next() : bytesPerGrey === 2 ? (bytes[at] << 8) | bytes[at + 1] : bytes[at];
    if (grey === null) throw cutShort(width, height);
    samples[i] = Math.round(Math.min(grey, maxGrey) * scale);
  }
  return { width, height, samples, channels: 1 };
}

const cutShort = (width: number, height: number): RefusedImage =>
  new RefusedImage('damaged', `is damaged: it ends before its ${width}×${height} greys do.`);

/** Decimal numbers between white space and comments. */
class PlainNumbers {
  constructor(
    private readonly bytes: Uint8Array,
    /** Behind the last number. */
    public at: number,
  ) {}

  /** Null where none follows, or one of more than nine digits. */
  next(): number | null {
    const { bytes } = this;
    while (isSpace(bytes[this.at]) || bytes[this.at] === hash) {
      if (bytes[this.at] === hash) {
        while (this.at < bytes.length && bytes[this.at] !== 0x0a && bytes[this.at] !== 0x0d) this.at++;
      } else this.at++;
    }
    const start = this.at;
    let value = 0;
    for (; isDigit(bytes[this.at]); this.at++) value = value * 10 + bytes[this.at] - 0x30;
    return this.at > start && this.at - start <= 9 ? value : null;
  }
}
