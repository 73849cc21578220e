import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestLevel, packSamples } from '../../../src/lib/data/pack';
import { joinSamples, sliceSamples } from '../../../src/lib/data/samples';
import { packedPixelBytes, shardBytes } from '../../../src/lib/data/shard-layout';
import { unpackSamples } from '../../../src/lib/data/unpack';
import { samplesArbitrary } from './samples-arbitrary';

describe('packing', () => {
  it('puts labels first, then pixels, the earlier pixel in the high half of its byte', () => {
    const samples = { count: 1, labels: Uint8Array.of(7), pixels: Uint8Array.of(255, 17, 34) };
    expect([...packSamples(samples, 4)]).toEqual([7, 0xf1, 0x20]);
    expect([...packSamples(samples, 8)]).toEqual([7, 255, 17, 34]);
  });

  it('rounds to the nearest of 16 levels, never off by more than 8', () => {
    for (let byte = 0; byte < 256; byte++) {
      const distances = Array.from({ length: 16 }, (_, level) => Math.abs(level * 17 - byte));
      expect(distances[nearestLevel(byte)]).toBe(Math.min(...distances));
      expect(distances[nearestLevel(byte)]).toBeLessThanOrEqual(8);
    }
  });

  it('gives 8-bit samples back as they were', () => {
    fc.assert(
      fc.property(samplesArbitrary, ({ samples, width, height }) => {
        const shape = { count: samples.count, pixelsPerImage: width * height, bitsPerPixel: 8 as const };
        expect(unpackSamples(packSamples(samples, 8), shape)).toEqual(samples);
      }),
      { seed: 1 },
    );
  });

  it('gives 4-bit samples back at their nearest level, and those unchanged from then on', () => {
    fc.assert(
      fc.property(samplesArbitrary, ({ samples, width, height }) => {
        const shape = { count: samples.count, pixelsPerImage: width * height, bitsPerPixel: 4 as const };
        const once = unpackSamples(packSamples(samples, 4), shape);
        expect([...once.labels]).toEqual([...samples.labels]);
        expect([...once.pixels]).toEqual([...samples.pixels].map((byte) => nearestLevel(byte) * 17));
        expect(unpackSamples(packSamples(once, 4), shape)).toEqual(once);
      }),
      { seed: 2 },
    );
  });

  it('takes half a byte a pixel, rounded up over the whole shard', () => {
    expect(packedPixelBytes({ count: 3, pixelsPerImage: 3, bitsPerPixel: 4 })).toBe(5);
    expect(shardBytes({ count: 1000, pixelsPerImage: 784, bitsPerPixel: 4 })).toBe(393_000);
  });

  it('refuses arrays and bytes that do not fit', () => {
    expect(() => packSamples({ count: 2, labels: Uint8Array.of(1), pixels: new Uint8Array(8) }, 4)).toThrow(
      RangeError,
    );
    expect(() =>
      packSamples({ count: 2, labels: Uint8Array.of(1, 2), pixels: new Uint8Array(7) }, 4),
    ).toThrow(RangeError);
    expect(() =>
      unpackSamples(new Uint8Array(5), { count: 1, pixelsPerImage: 4, bitsPerPixel: 8 }),
    ).not.toThrow();
    expect(() => unpackSamples(new Uint8Array(6), { count: 1, pixelsPerImage: 4, bitsPerPixel: 8 })).toThrow(
      RangeError,
    );
  });
});

describe('slices', () => {
  it('joined again give the whole', () => {
    fc.assert(
      fc.property(samplesArbitrary, fc.nat(6), ({ samples }, cut) => {
        const at = Math.min(cut, samples.count);
        expect(joinSamples([sliceSamples(samples, 0, at), sliceSamples(samples, at, samples.count)])).toEqual(
          samples,
        );
      }),
      { seed: 3 },
    );
  });

  it('outside the samples are refused', () => {
    const samples = { count: 1, labels: Uint8Array.of(0), pixels: Uint8Array.of(9) };
    expect(() => sliceSamples(samples, 0, 2)).toThrow(RangeError);
    expect(() => sliceSamples(samples, 1, 0)).toThrow(RangeError);
  });
});
