import { describe, expect, it } from 'vitest';
import { nearestDirection, turnAxes, turned, turnTo } from '../../../../src/lib/viz/sphere-turn';

describe('a turn in space', () => {
  it('goes towards the other direction at bearing 0, and to its left at a quarter', () => {
    const axes = turnAxes([0, 0, 3], [2, 0, 1]);
    const ahead = turned(axes, { turnRad: Math.PI / 6, bearingRad: 0 });
    [0.5, 0, Math.sqrt(3) / 2].forEach((value, k) => expect(ahead[k]).toBeCloseTo(value, 12));
    // Seen from outside, from above the z axis, y is to the left of x.
    const left = turned(axes, { turnRad: Math.PI / 2, bearingRad: Math.PI / 2 });
    [0, 1, 0].forEach((value, k) => expect(left[k]).toBeCloseTo(value, 12));
  });

  it('is told from the direction that it leads to', () => {
    const axes = turnAxes([1, -2, 0.5], [0.3, 0.2, -1]);
    for (const turnRad of [0.2, 1.5, 3]) {
      for (const bearingRad of [-3, -0.4, 0, 2]) {
        const to = turned(axes, { turnRad, bearingRad });
        expect(Math.hypot(...to)).toBeCloseTo(1, 12);
        const found = turnTo(
          axes,
          to.map((value) => 7 * value),
        );
        expect(found.turnRad).toBeCloseTo(turnRad, 9);
        expect(found.bearingRad).toBeCloseTo(bearingRad, 9);
      }
    }
  });

  it('has no bearing in its place, also after rounding to single precision', () => {
    const from = Float32Array.from([0.123, -4.56, 0.789]);
    const { turnRad, bearingRad } = turnTo(turnAxes(from, [1, 1, 1]), from);
    expect(turnRad).toBeCloseTo(0, 6);
    expect(bearingRad).toBeNaN();
  });

  it('finds some axes where the other direction lies on the same line', () => {
    for (const from of [
      [0, 2, 0],
      [1, 0, 0],
    ]) {
      const axes = turnAxes(from, from);
      const aside = turned(axes, { turnRad: Math.PI / 2, bearingRad: 1 });
      expect(aside[0] * from[0] + aside[1] * from[1] + aside[2] * from[2]).toBeCloseTo(0, 12);
      expect(Math.hypot(...aside)).toBeCloseTo(1, 12);
    }
  });
});

describe('the nearest direction', () => {
  it('is at the smallest angle, whatever the lengths', () => {
    const weights = [0, 0, 1, 100, 0, 1, 0, 0.01, 0.02, 0, 0, -1];
    expect(nearestDirection(weights, 0)).toBe(2);
    expect(nearestDirection(weights, 1)).toBe(0);
    expect(nearestDirection([1, 2, 3], 0)).toBe(0);
  });
});
