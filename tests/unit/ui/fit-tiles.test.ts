import { describe, expect, it } from 'vitest';
import { embedScale, fitTiles, frameHeight } from '../../../src/lib/ui/fit-tiles';

describe('tiles', () => {
  const none = { gapPx: 0, titlePx: 0 };

  it('stand as makes the pictures largest', () => {
    expect(fitTiles(1, 600, 400, none)).toEqual({ columns: 1, side: 400 });
    expect(fitTiles(2, 600, 400, none)).toEqual({ columns: 2, side: 300 });
    expect(fitTiles(2, 300, 600, none)).toEqual({ columns: 1, side: 300 });
    expect(fitTiles(5, 900, 600, none)).toEqual({ columns: 3, side: 300 });
  });

  it('leave room for gaps and titles', () => {
    expect(fitTiles(2, 610, 400, { gapPx: 10, titlePx: 20 })).toEqual({ columns: 2, side: 300 });
    expect(fitTiles(1, 900, 400, { gapPx: 10, titlePx: 20 })).toEqual({ columns: 1, side: 380 });
  });

  it('have no negative side in a box of nothing', () => {
    expect(fitTiles(3, 0, 0, { gapPx: 10, titlePx: 20 }).side).toBe(0);
  });
});

describe('the scale of an embed', () => {
  it('follows the box, down to what can be read and up to a wall', () => {
    expect(embedScale(960, 540, 1)).toBe(1);
    expect(embedScale(1920, 1080, 1)).toBe(2);
    expect(embedScale(1920, 540, 1)).toBe(1);
    expect(embedScale(420, 700, 1)).toBe(1);
    expect(embedScale(320, 180, 1)).toBeCloseTo(0.62);
    expect(embedScale(3840, 2160, 1)).toBe(4);
    expect(embedScale(960, 540, 2.5)).toBe(2.5);
  });

  it('is 1 in the frame that it asks for', () => {
    for (const width of [320, 420, 560, 960, 1600]) {
      const height = frameHeight(width);
      expect(embedScale(width, height, 1)).toBeCloseTo(Math.max(0.62, width / (width >= 560 ? 960 : 420)), 2);
    }
  });
});
