import { describe, expect, it } from 'vitest';
import { arrowPath, bandPath, linePath, straightScale } from '../../../../src/lib/viz/explain/plot';

describe('small plots', () => {
  it('scales along a line, beyond its ends too', () => {
    const y = straightScale([0, 2], [100, 0]);
    expect([0, 1, 2, 3].map(y)).toEqual([100, 50, 0, -50]);
  });

  it('draws lines, bands and nothing', () => {
    expect(
      linePath([
        [0, 1],
        [2.346, 3],
      ]),
    ).toBe('M0,1L2.35,3');
    expect(linePath([])).toBe('');
    expect(bandPath([], [])).toBe('');
    expect(
      bandPath(
        [
          [0, 0],
          [1, 0],
        ],
        [
          [0, 5],
          [1, 5],
        ],
      ),
    ).toBe('M0,0L1,0L1,5L0,5Z');
  });

  it('points an arrow at its end, with barbs behind the tip on both sides', () => {
    const numbers = arrowPath([0, 0], [100, 0], 10)
      .match(/-?[\d.]+/g)!
      .map(Number);
    const [, , tipX, tipY, upX, upY, tipX2, , downX, downY] = numbers;
    expect([tipX, tipY, tipX2]).toEqual([100, 0, 100]);
    expect(upX).toBeLessThan(100);
    expect(upX).toBe(downX);
    expect(upY).toBe(-downY);
    expect(Math.hypot(100 - upX, upY)).toBeCloseTo(10, 1);
  });

  it('draws no arrow where there is nothing to show', () => {
    expect(arrowPath([0, 0], [0.5, 0], 7, 1)).toBe('');
    expect(arrowPath([0, 0], [NaN, 0])).toBe('');
  });
});
