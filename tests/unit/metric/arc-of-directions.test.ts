import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import { arcOfDirections } from '../../../src/lib/metric/arc-of-directions';

const atDegrees = (...degrees: number[]) =>
  degrees.flatMap((deg) => [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)]);
const arcDeg = (embeddings_nd: number[], share?: number) =>
  (arcOfDirections(embeddings_nd, share) * 180) / Math.PI;

describe('the arc of directions', () => {
  it('is the whole circle without its largest gap', () => {
    expect(arcDeg(atDegrees(10, 40, 100))).toBeCloseTo(90, 9);
    // Across the cut at 180°.
    expect(arcDeg(atDegrees(170, -170, 175))).toBeCloseTo(20, 9);
    expect(arcDeg(atDegrees(0, 36, 72, 108, 144, 180, 216, 252, 288, 324))).toBeCloseTo(324, 9);
  });

  it('heeds directions alone: lengths do not count, and what has none is left out', () => {
    const [x, y] = atDegrees(50);
    expect(arcDeg([1, 0, 7 * x, 7 * y, 0, 0])).toBeCloseTo(50, 9);
    expect(arcOfDirections([3, 4])).toBe(0);
    expect(arcOfDirections([0, 0])).toBeNaN();
  });

  it('of a share leaves out the strays that cost most', () => {
    const many = Array.from({ length: 98 }, (_, i) => (i * 30) / 97);
    expect(arcDeg(atDegrees(...many, 200, 250), 0.98)).toBeCloseTo(30, 9);
    expect(() => arcOfDirections([1, 0], 0)).toThrow(RangeError);
  });

  it('of random directions in a quadrant is what the quadrant leaves (seed 3)', () => {
    const rng = createRng(3);
    const angles = Array.from({ length: 500 }, () => 90 * rng.next());
    const range = Math.max(...angles) - Math.min(...angles);
    expect(arcDeg(atDegrees(...angles))).toBeCloseTo(range, 9);
  });
});
