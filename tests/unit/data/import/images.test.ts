import { describe, expect, it } from 'vitest';
import { averageInto, centredBox } from '../../../../src/lib/data/import/fit-image';
import { readImageHeader } from '../../../../src/lib/data/import/image-header';
import { parsePgm } from '../../../../src/lib/data/import/pgm';
import { toGrey } from '../../../../src/lib/data/import/raster';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const join = (...parts: (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

describe('a PGM', () => {
  it('is read with comments anywhere in its header', () => {
    const bytes = join(
      text('P5 # made by hand\n# 2 1\n3\t2 # three by two\n255\n'),
      [0, 1, 2, 253, 254, 255],
    );
    expect(parsePgm(bytes)).toEqual({
      width: 3,
      height: 2,
      channels: 1,
      samples: Uint8Array.of(0, 1, 2, 253, 254, 255),
    });
  });

  it('is scaled where white is another number than 255, and no grey is whiter than white', () => {
    // 1/2 → 127.5, which rounds up; 3 is beyond white.
    expect([...parsePgm(join(text('P5 4 1 2\n'), [0, 1, 2, 3])).samples]).toEqual([0, 128, 255, 255]);
  });

  it('of two bytes a grey has the higher one first', () => {
    // 0x8000/0xffff·255 = 127.50..., 0x0101 = 257/65535·255 = 1.
    const bytes = join(text('P5 3 1 65535\n'), [0x80, 0x00, 0x01, 0x01, 0xff, 0xff]);
    expect([...parsePgm(bytes).samples]).toEqual([128, 1, 255]);
  });

  it('in plain text is read too, with comments between its greys', () => {
    expect([...parsePgm(text('P2\n2 2\n10\n0 5 # half\n10 1')).samples]).toEqual([0, 128, 255, 26]);
  });

  it('takes a first grey that looks like white space', () => {
    expect([...parsePgm(join(text('P5 2 1 255\n'), [0x0a, 0x20])).samples]).toEqual([10, 32]);
  });

  it.each([
    ['nothing', ''],
    ['another format', 'P6 1 1 255\nabc'],
    ['no size', 'P5 x'],
    ['no width', 'P5 0 3 255\n'],
    ['a white of 65536', 'P5 1 1 65536\naa'],
  ])('that is %s is no image', (_, content) => {
    expect(() => parsePgm(text(content))).toThrow('is not an image');
    expect(readImageHeader(text(content))).toBeNull();
  });

  it.each([
    ['binary', 'P5 3 2 255\n12345'],
    ['of two bytes', 'P5 2 1 300\n123'],
    ['plain', 'P2 2 2 9\n1 2 3 x'],
    ['of a billion pixels', 'P5 99999 99999 255\n1'],
  ])('that is cut short, %s, says so', (_, content) => {
    expect(() => parsePgm(text(content))).toThrow(/^is damaged: it ends before its \d+×\d+ greys do\.$/);
  });
});

describe('the header of', () => {
  it('a PNG has the size in its first chunk', () => {
    const ihdr = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 2, 0, 0, 0, 3, 8, 0, 0, 0, 0];
    const png = join([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], ihdr);
    expect(readImageHeader(png)).toEqual({ format: 'png', width: 258, height: 3 });
    expect(readImageHeader(png.subarray(0, 20))).toBeNull();
  });

  it('a GIF has the size of its screen, the lower byte first', () => {
    expect(readImageHeader(join(text('GIF89a'), [0x40, 0x01, 0x07, 0x00]))).toEqual({
      format: 'gif',
      width: 320,
      height: 7,
    });
    expect(readImageHeader(text('GIF88a1234'))).toBeNull();
  });

  it('a JPEG has the size in its first frame, behind tables, fill bytes and a thumbnail of another size', () => {
    // The frame in APP1 is within that segment's length and is not the picture's.
    const app1 = [0xff, 0xe1, 0, 11, 0xff, 0xc0, 0, 17, 8, 0, 1, 0, 1];
    const dht = [0xff, 0xc4, 0, 3, 0];
    const sof2 = [0xff, 0xff, 0xc2, 0, 17, 8, 0x01, 0x00, 0x02, 0x00, 3];
    expect(readImageHeader(Uint8Array.of(0xff, 0xd8, ...app1, ...dht, ...sof2))).toEqual({
      format: 'jpeg',
      width: 512,
      height: 256,
    });
    expect(
      readImageHeader(Uint8Array.of(0xff, 0xd8, ...app1, ...dht, 0xff, 0xda, 0, 8, 1, 2, 3, 4, 5, 6)),
    ).toBeNull();
  });

  it('an image without width is no header', () => {
    expect(readImageHeader(join(text('GIF87a'), [0, 0, 7, 0]))).toBeNull();
  });
});

describe('grey', () => {
  it('is the luma of Rec. 601, and transparency is white paper', () => {
    const samples = Uint8Array.of(
      255,
      0,
      0,
      255,
      0,
      255,
      0,
      255,
      0,
      0,
      255,
      255,
      0,
      0,
      0,
      0,
      100,
      100,
      100,
      51,
    );
    // .299, .587 and .114 of 255; then nothing over white; then a fifth of 100 over four fifths of white.
    expect([...toGrey({ width: 5, height: 1, samples, channels: 4 })]).toEqual([76, 150, 29, 255, 224]);
  });

  it('refuses samples that do not fit', () => {
    expect(() => toGrey({ width: 2, height: 2, samples: new Uint8Array(4), channels: 4 })).toThrow(
      RangeError,
    );
  });
});

describe('fitting an image', () => {
  it('cuts the sides that are too long, equally', () => {
    expect(centredBox(92, 112, 1)).toEqual({ x: 0, y: 10, width: 92, height: 92 });
    expect(centredBox(300, 100, 1)).toEqual({ x: 100, y: 0, width: 100, height: 100 });
    expect(centredBox(100, 100, 2)).toEqual({ x: 0, y: 25, width: 100, height: 50 });
  });

  it('averages what a new pixel covers, parts of pixels by their share', () => {
    // Three columns to two: each covers one and a half.
    const grey = Uint8Array.of(0, 90, 240);
    const box = { x: 0, y: 0, width: 3, height: 1 };
    expect([...averageInto(grey, 3, box, 2, 1)]).toEqual([30, 190]);
    expect([...averageInto(grey, 3, box, 1, 1)]).toEqual([110]);
    expect([...averageInto(grey, 3, { x: 1, y: 0, width: 2, height: 1 }, 2, 1)]).toEqual([90, 240]);
    expect([...averageInto(grey, 3, { x: 0.5, y: 0, width: 2, height: 1 }, 1, 1)]).toEqual([105]);
  });

  it('averages over rows and columns at once', () => {
    const grey = Uint8Array.of(0, 40, 80, 120, 160, 200, 240, 255, 7);
    const box = { x: 0, y: 0, width: 2, height: 2 };
    expect([...averageInto(grey, 3, box, 1, 1)]).toEqual([(0 + 40 + 120 + 160) / 4]);
  });

  it('enlarges by repeating, keeps one grey as it is, and keeps an image of the right size as it is', () => {
    const box = { x: 0, y: 0, width: 2, height: 1 };
    expect([...averageInto(Uint8Array.of(10, 20), 2, box, 4, 2)]).toEqual([10, 10, 20, 20, 10, 10, 20, 20]);
    const flat = averageInto(new Uint8Array(92 * 112).fill(201), 92, centredBox(92, 112, 1), 64, 64);
    expect(new Set(flat)).toEqual(new Set([201]));
    const same = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i * 37) % 256);
    expect(averageInto(same, 64, centredBox(64, 64, 1), 64, 64)).toEqual(same);
  });
});
