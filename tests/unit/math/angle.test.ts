import { describe, expect, it } from 'vitest';
import { angleBetween, wrapAngle } from '../../../src/lib/math/angle';
import { norm, unit } from '../../../src/lib/math/vector';

describe('angleBetween', () => {
  it.each([0, 1e-12, 1e-9, 1e-7, 0.3, Math.PI / 2, Math.PI - 1e-7, Math.PI])(
    'keeps every digit of %d rad',
    (angleRad) => {
      const far = [5 * Math.cos(angleRad), 5 * Math.sin(angleRad)];
      expect(Math.abs(angleBetween([2, 0], far) - angleRad)).toBeLessThanOrEqual(
        4e-16 * Math.max(1, angleRad) + 1e-27,
      );
    },
  );

  it('does not depend on lengths, even extreme ones', () => {
    expect(angleBetween([1e-200, 0], [1e200, 1e200])).toBeCloseTo(Math.PI / 4, 14);
  });

  it('is NaN for a vector without a direction', () => {
    expect(angleBetween([0, 0], [1, 0])).toBeNaN();
  });
});

describe('vectors', () => {
  it('norm survives overflow and underflow', () => {
    expect(norm([3e200, 4e200])).toBeCloseTo(5e200, -190);
    expect(norm([3e-200, 4e-200]) / 5e-200).toBeCloseTo(1, 12);
    expect(norm([0, 0])).toBe(0);
  });

  it('the zero vector stays zero', () => expect(Array.from(unit([0, 0]))).toEqual([0, 0]));

  it('wrapAngle gives [0, 2π)', () => {
    for (const rad of [-7, -1e-20, 0, 3, 2 * Math.PI, 100]) {
      const wrapped = wrapAngle(rad);
      expect(wrapped).toBeGreaterThanOrEqual(0);
      expect(wrapped).toBeLessThan(2 * Math.PI);
      expect(Math.cos(wrapped)).toBeCloseTo(Math.cos(rad), 12);
    }
  });
});
