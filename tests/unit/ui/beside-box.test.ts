import { describe, expect, it } from 'vitest';
import { besideBox } from '../../../src/lib/ui/faces/beside-box';

describe('bars', () => {
  it('stand right of a box at the left, left of one at the right, no wider than the room', () => {
    expect(besideBox({ x: 0, y: 20, width: 50, height: 50 }, 200, 100)).toEqual({
      left: 25,
      width: 40,
      top: 20,
      bottom: null,
    });
    const { left, width } = besideBox({ x: 60, y: 0, width: 100, height: 50 }, 200, 100);
    expect([left, width]).toEqual([0, 30]);
  });

  it('stand along the lower edge of a box that leaves no room, and never outside the picture', () => {
    expect(besideBox({ x: 40, y: 10, width: 120, height: 70 }, 200, 100)).toEqual({
      left: 20,
      width: 60,
      top: null,
      bottom: expect.closeTo(20, 9),
    });
    const outside = besideBox({ x: -20, y: -30, width: 240, height: 200 }, 200, 100);
    expect(outside).toEqual({ left: 0, width: 100, top: null, bottom: 0 });
  });
});
