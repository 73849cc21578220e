import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosine, similarity } from '../../../src/lib/metric/similarity';

describe('similarity', () => {
  it('keeps the digits of small angles, of their complement to π and of 1 − cos', () => {
    for (const tiny of [1e-3, 1e-6, 1e-9, 1e-12, 1e-100]) {
      const near = similarity([1, 0], [1, tiny]);
      expect(near.angleRad / Math.atan(tiny)).toBeCloseTo(1, 14);
      expect(near.oneMinusCos / (tiny ** 2 / 2)).toBeCloseTo(1, 5);
      expect(Math.PI - similarity([1, 0], [-1, tiny]).angleRad).toBeCloseTo(Math.atan(tiny), 14);
    }
    // Across the axes, where products round: b is 3a but for 2^-40 in one component.
    const [x, y, h] = [0.1, 0.7, 2 ** -40];
    const { angleRad } = similarity([x, y], [3 * x, 3 * y + h]);
    // 3·x and 3·y round, too: what is compared is the exact cross product of the doubles, by integers.
    expect(angleRad / crossAngle([x, y], [3 * x, 3 * y + h])).toBeCloseTo(1, 12);
  });

  it('is exactly 0 between a vector and its double, and π to its negative', () => {
    const v = [-1.61, -1.0197, -0.9463];
    expect(
      similarity(
        v,
        v.map((value) => 2 * value),
      ),
    ).toEqual({ cos: 1, oneMinusCos: 0, angleRad: 0 });
    expect(
      similarity(
        v,
        v.map((value) => -value),
      ).angleRad,
    ).toBe(Math.PI);
  });

  it('is the angle that was turned by, whatever the lengths (fast-check seed 11)', () => {
    const length = fc.constantFrom(1e-200, 1e-9, 0.3, 1, 40, 1e200);
    fc.assert(
      fc.property(fc.double({ min: 0, max: Math.PI, noNaN: true }), length, length, (rad, p, q) => {
        const u = [p * Math.cos(0.4), p * Math.sin(0.4)];
        const v = [q * Math.cos(0.4 + rad), q * Math.sin(0.4 + rad)];
        const found = similarity(u, v);
        expect(found.angleRad).toBeCloseTo(rad, 12);
        expect(found.cos).toBeCloseTo(Math.cos(rad), 12);
        expect(found.oneMinusCos).toBeCloseTo(1 - Math.cos(rad), 12);
        expect(cosine(v, u)).toBeCloseTo(found.cos, 14);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('is no number where a vector has no direction', () => {
    for (const without of [
      [0, 0],
      [NaN, 1],
      [Infinity, 1],
    ]) {
      expect(similarity(without, [1, 0])).toEqual({ cos: NaN, oneMinusCos: NaN, angleRad: NaN });
      expect(cosine([1, 0], without)).toBeNaN();
    }
  });
});

/** The angle of two plane vectors from their exact cross product: doubles are integers over a power of two. */
function crossAngle(u: number[], v: number[]): number {
  const whole = (value: number) => BigInt(value * 2 ** 60);
  const cross = whole(u[0]) * whole(v[1]) - whole(u[1]) * whole(v[0]);
  const product = u[0] * v[0] + u[1] * v[1];
  return Math.abs(Math.atan2(Number(cross) / 2 ** 120, product));
}
