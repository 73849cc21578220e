/** Reads the PNGs that a browser takes of a page, and writes small ones: eight bits a channel, not interlaced. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Three bytes a pixel, rows from above. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  /** True where some of it is transparent: a browser had not drawn all of the page yet. */
  readonly hasHoles?: boolean;
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
/** Bytes a pixel by colour type: true colour, and true colour with alpha. */
const channelsOf: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** @throws Error for a file that is no PNG, or one of a kind that is not read here */
export function decodePng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file);
  if (!bytes.subarray(0, 8).equals(signature)) throw new Error('This is no PNG.');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, colourType, , , interlace] = bytes.subarray(24, 29);
  const channels = channelsOf[colourType];
  if (depth !== 8 || !channels || interlace) {
    throw new Error(
      `PNG of depth ${depth}, colour type ${colourType}, interlace ${interlace} is not read here.`,
    );
  }
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  if (channels === 3) return { width, height, rgb: rows };
  const rgb = new Uint8Array(width * height * 3);
  let hasHoles = false;
  for (let i = 0; i < width * height; i++) {
    rgb.set(rows.subarray(4 * i, 4 * i + 3), 3 * i);
    hasHoles ||= rows[4 * i + 3] < 255;
  }
  return { width, height, rgb, hasHoles };
}

/** Undoes the prediction of each row from its neighbours (PNG, section 9). */
function unfilter(data: Uint8Array, rowBytes: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (rowBytes + 1)];
    const from = y * (rowBytes + 1) + 1;
    const to = y * rowBytes;
    for (let i = 0; i < rowBytes; i++) {
      const left = i >= channels ? out[to + i - channels] : 0;
      const up = y ? out[to + i - rowBytes] : 0;
      const corner = y && i >= channels ? out[to + i - rowBytes - channels] : 0;
      out[to + i] = data[from + i] + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

/** The smaller of unfiltered and left-predicted rows; small pictures gain little from more. */
export function encodePng({ width, height, rgb }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const files = [0, 1, 2].map((filter) =>
    deflateSync(filtered(rgb, width * 3, height, filter), { level: 9 }),
  );
  const data = files.reduce((a, b) => (b.length < a.length ? b : a));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function filtered(rgb: Uint8Array, rowBytes: number, height: number, filter: number): Buffer {
  const out = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) {
    out[y * (rowBytes + 1)] = filter;
    for (let i = 0; i < rowBytes; i++) {
      const left = i >= 3 ? rgb[y * rowBytes + i - 3] : 0;
      const up = y ? rgb[(y - 1) * rowBytes + i] : 0;
      out[y * (rowBytes + 1) + 1 + i] = rgb[y * rowBytes + i] - predicted(filter, left, up, 0);
    }
  }
  return out;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
