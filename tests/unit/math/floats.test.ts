import { describe, expect, it } from 'vitest';
import { floatFormats, largestOf, roundTo, smallestOf } from '../../../src/lib/math/floats';
import { createRng } from '../../../src/lib/math/rng';

const [half, single, double] = floatFormats;

describe('roundTo', () => {
  it('knows the ends of each format', () => {
    expect([largestOf(half), smallestOf(half)]).toEqual([65504, 2 ** -24]);
    expect([largestOf(single), smallestOf(single)]).toEqual([Math.fround(3.4028234663852886e38), 2 ** -149]);
    expect([largestOf(double), smallestOf(double)]).toEqual([Number.MAX_VALUE, Number.MIN_VALUE]);
  });

  it.each([
    [65519, 65504],
    [65520, Infinity],
    [-65520, -Infinity],
    [2049, 2048],
    [2051, 2052],
    [1 / 3, 0.333251953125],
    [2 ** -25, 0],
    [1.01 * 2 ** -25, 2 ** -24],
    [-0.1, -0.0999755859375],
    [NaN, NaN],
  ])('in 16 bits %d is %d', (value, rounded) => expect(roundTo(value, half)).toBe(rounded));

  it('in 32 bits is what a processor does, and its own way agrees with that', () => {
    // The way of the 16-bit format, with the numbers of the 32-bit one.
    const ownWay = { ...single, bits: 16 as const };
    const { next } = createRng(1);
    for (let i = 0; i < 2000; i++) {
      const value = (next() - 0.5) * 2 ** (280 * next() - 150);
      expect(roundTo(value, single)).toBe(Math.fround(value));
      // The sign of a zero is nobody’s concern here.
      expect(roundTo(value, ownWay) + 0).toBe(Math.fround(value) + 0);
    }
  });

  it('in 64 bits changes nothing', () => expect(roundTo(Math.PI, double)).toBe(Math.PI));
});
