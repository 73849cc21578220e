import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import { shuffle } from '../../../src/lib/math/shuffle';
import { streamSeed } from '../../../src/lib/math/stream-seed';

describe('createRng', () => {
  it('is mulberry32: seed 1051 gives the numbers that the goldens state their inputs in', () => {
    // From an independent implementation with 64-bit integers (Python), three draws each.
    const draws = (seed: number) =>
      Array.from(
        { length: 3 },
        (
          (rng) => () =>
            rng.next()
        )(createRng(seed)),
      );
    expect(draws(0)).toEqual([0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]);
    expect(draws(1051)).toEqual([0.27016399800777435, 0.5062166291754693, 0.07250302820466459]);
  });

  it('draws standard normal numbers, seed 7', () => {
    const rng = createRng(7);
    const values = Array.from({ length: 20000 }, () => rng.gaussian());
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(moment(1)).toBeCloseTo(0, 1);
    expect(moment(2)).toBeCloseTo(1, 1);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.2);
  });

  it('draws integers of every value and no other, seed 8', () => {
    const rng = createRng(8);
    const counts = new Array(6).fill(0);
    for (let i = 0; i < 6000; i++) counts[rng.integer(6)]++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(() => rng.integer(0)).toThrow(RangeError);
  });
});

describe('shuffle', () => {
  it('permutes in place, the same for the same seed, seed 9', () => {
    const items = Uint32Array.from({ length: 50 }, (_, i) => i);
    expect(shuffle(items, createRng(9))).toBe(items);
    expect(Array.from(items).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    const again = Uint32Array.from({ length: 50 }, (_, i) => i);
    expect(Array.from(shuffle(again, createRng(9)))).toEqual(Array.from(items));
    expect(Array.from(shuffle(again.slice(), createRng(10)))).not.toEqual(Array.from(again));
  });

  it('reaches every order of three alike, seed 11', () => {
    const rng = createRng(11);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffle(Int32Array.of(0, 1, 2), rng).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('streamSeed', () => {
  it('differs by seed and by label, and repeats', () => {
    const seeds = [0, 1, 2].flatMap((seed) =>
      ['weights', 'batches', 'epoch 0', 'epoch 1'].map((l) => streamSeed(seed, l)),
    );
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(streamSeed(1, 'weights')).toBe(streamSeed(1, 'weights'));
  });

  it('makes streams that do not go together, seed 1', () => {
    const [a, b] = ['a', 'b'].map((label) => createRng(streamSeed(1, label)));
    let product = 0;
    for (let i = 0; i < 10000; i++) product += (a.next() - 0.5) * (b.next() - 0.5);
    expect(Math.abs(product / 10000)).toBeLessThan(0.004);
  });
});
