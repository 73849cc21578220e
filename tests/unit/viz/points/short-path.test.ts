import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/lib/math/rng';
import { shortPath } from '../../../../src/lib/viz/points/short-path';
import { placesOf } from './places';

describe('a shortened path', () => {
  it('goes where the long one goes, to a twentieth of a pixel, however long (seed 3)', () => {
    const rng = createRng(3);
    const places = Array.from({ length: 500 }, () => [300 * rng.gaussian(), 300 * rng.gaussian()] as const);
    const path = places.map(([x, y], i) => `${i % 7 ? 'L' : 'M'}${x.toFixed(2)},${y.toFixed(2)}`).join('');
    const short = shortPath(path);
    const found = placesOf(short);
    expect(found).toHaveLength(places.length);
    found.forEach(([x, y], i) => {
      expect(Math.abs(x - places[i][0])).toBeLessThan(0.056);
      expect(Math.abs(y - places[i][1])).toBeLessThan(0.056);
    });
    expect(short.replace(/[^a-z]/gi, '')).toBe(path.replace(/[^a-z]/gi, '').toLowerCase());
    expect(short.length).toBeLessThan(path.length);
  });

  it('keeps commands that need no place', () => {
    expect(shortPath('M1.26,-2h0M3,4h0')).toBe('m1.3-2h0m1.7,6h0');
  });
});
