import { describe, expect, it } from 'vitest';
import { arcPath, hatchPath, sectorPath } from '../../../src/lib/viz/arcs';
import { circleLayout, strayGround, strayRadius } from '../../../src/lib/viz/circle-layout';
import { keepExtent, normPercentile } from '../../../src/lib/viz/fit-extent';
import { nearestPoint } from '../../../src/lib/viz/nearest';
import { chooseSpoken, strayVoice } from '../../../src/lib/viz/strays';

/** Every x,y pair of a path. */
const pairs = (path: string): [number, number][] =>
  [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)(?=[MLAZ]|$)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('arcs', () => {
  it('runs counter-clockwise on a page whose y points down', () => {
    expect(arcPath(10, 0, Math.PI / 2)).toBe('M10,0A10,10 0 0 0 0,-10');
  });

  it('closes a sector at the centre, and draws a whole turn without it', () => {
    expect(sectorPath(10, 0, 1)).toMatch(/L0,0Z$/);
    expect(sectorPath(10, 0, 2 * Math.PI)).not.toMatch(/L0,0/);
  });

  it('hatches inside its stretch and nowhere else', () => {
    for (const [radius, angle] of pairs(hatchPath(90, 100, 0.2, 0.6, 0.05, 0.06)).map(
      ([x, y]) => [Math.hypot(x, y), Math.atan2(-y, x)] as const,
    )) {
      expect(radius).toBeGreaterThan(89.9);
      expect(radius).toBeLessThan(100.1);
      expect(angle).toBeGreaterThan(0.2 - 1e-3);
      expect(angle).toBeLessThan(0.6 + 1e-3);
    }
    expect(hatchPath(90, 100, 0.2, 0.2, 0.05, 0.06)).toBe('');
  });

  it('holds its strokes still while a band grows', () => {
    const short = hatchPath(90, 100, 0.2, 0.5, 0.05, 0.06).split('M').filter(Boolean);
    const long = hatchPath(90, 100, 0.2, 0.6, 0.05, 0.06).split('M').filter(Boolean);
    // All but the strokes that were cut at the old end.
    expect(long.slice(0, short.length - 2)).toEqual(short.slice(0, -2));
  });
});

describe('circle layout', () => {
  it.each([300, 390, 640])('keeps ridge, band, glyphs and strays apart at %i px', (side) => {
    const at = circleLayout(side, side);
    expect(at.ring + at.foot + at.ridge + at.dotRadius).toBeLessThanOrEqual(side / 2);
    expect(at.strayOuter).toBeLessThan(at.ring - at.band);
    expect(at.angleRadius).toBeLessThan(at.glyphRadius - at.glyphPx / 2);
  });

  it('keeps few strays near the ring and spreads many over the ground', () => {
    const at = circleLayout(600, 600);
    expect(strayRadius(at, 0, 5)).toBe(at.strayOuter);
    expect(strayRadius(at, 1, 5)).toBeGreaterThan(0.7 * at.ring);
    expect(strayRadius(at, 1, 2000)).toBeCloseTo(at.strayInner, 6);
  });

  it('spells out every stray while there is room, and a steady choice of them beyond', () => {
    const ground = strayGround(circleLayout(600, 600));
    expect(strayVoice(30, 600, ground).room).toBeGreaterThan(30);
    const voice = strayVoice(1800, 600, ground);
    const strayed_n = new Uint8Array(2000).fill(1);
    const spoken = (strays: number): number[] => {
      const spoken_n = new Uint8Array(2000);
      chooseSpoken(strayed_n, strays, voice.room, spoken_n);
      return [...spoken_n.keys()].filter((n) => spoken_n[n]);
    };
    expect(spoken(1800).length).toBeLessThan(1.15 * voice.room);
    const fewer = new Set(spoken(1500));
    for (const n of spoken(1800)) expect(fewer.has(n)).toBe(true);
  });
});

describe('extent of the plane', () => {
  it('is a percentile of the finite norms', () => {
    const xy = Array.from({ length: 100 }, (_, i) => [i + 1, 0]).flat();
    expect(normPercentile([...xy, NaN, 1], 0.97)).toBe(98);
    expect(normPercentile([], 0.97)).toBe(0);
  });

  it('stays still while points breathe, and follows growth and shrinkage', () => {
    let extent = keepExtent(0, 10);
    const first = extent;
    for (const wanted of [10, 11, 9, 8, 11.2, 7.1]) expect((extent = keepExtent(extent, wanted))).toBe(first);
    expect(keepExtent(extent, 12)).toBeGreaterThan(12);
    expect(keepExtent(extent, 3)).toBeLessThan(4);
    expect(keepExtent(extent, NaN)).toBe(first);
  });

  it('does not flip between two extents at a threshold', () => {
    let extent = keepExtent(0, 10);
    extent = keepExtent(extent, 11.3);
    const settled = extent;
    for (let i = 0; i < 20; i++) extent = keepExtent(extent, i % 2 ? 11.2 : 11.4);
    expect(extent).toBe(settled);
  });
});

describe('nearestPoint', () => {
  it('finds the nearest within reach', () => {
    const xy = [0, 0, 10, 0, 10, 6];
    expect(nearestPoint(xy, 9, 1, 12)).toBe(1);
    expect(nearestPoint(xy, 10, 4, 12)).toBe(2);
    expect(nearestPoint(xy, 50, 50, 12)).toBeNull();
    expect(nearestPoint([NaN, NaN], 0, 0, 12)).toBeNull();
  });
});
