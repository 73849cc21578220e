import { describe, expect, it } from 'vitest';
import { arcface } from '../../../../src/lib/loss/arcface';
import { settingsOf } from '../../../../src/lib/loss/spec';
import { landscapeOf } from '../../../../src/lib/points/landscape';
import { evenNotches, radPerNotch } from '../../../../src/lib/points/notches';
import { circleLayout } from '../../../../src/lib/viz/circle-layout';
import { dotsPath, ridgeOutline, ridgeTop } from '../../../../src/lib/viz/points/ridge-outline';
import { placesOf } from './places';

const layout = circleLayout(560, 560);
const notches = evenNotches(10);
const outlineOf = (s: number, m: number, c: number): [x: number, y: number][] => {
  const { densities } = landscapeOf(
    { spec: arcface, settings: settingsOf(arcface, { s, m }), featureNorm: 1, weightNotch_c: notches },
    1,
  );
  const path = ridgeOutline(layout, densities[c], notches[c]);
  return placesOf(path);
};

describe('the outline of a ridge', () => {
  it.each([0, 2, 6])('of class %i is highest over its weight, and outside the ring', (c) => {
    const corners = outlineOf(16, 0.8, c);
    const radii = corners.map(([x, y]) => Math.hypot(x, y));
    const top = corners[radii.indexOf(Math.max(...radii))];
    const rad = Math.atan2(-top[1], top[0]);
    expect(Math.cos(rad - notches[c] * radPerNotch)).toBeGreaterThan(0.9999);
    expect(Math.min(...radii)).toBeGreaterThan(layout.ring);
    expect(Math.max(...radii)).toBeLessThanOrEqual(layout.ring + layout.foot + layout.ridge + 0.1);
  });

  it('follows narrow ridges closely and wide ones sparingly', () => {
    const angleAt = ([x, y]: [number, number]): number => Math.atan2(-y, x);
    for (const [s, m] of [
      [64, 0.8],
      [16, 0],
    ]) {
      const corners = outlineOf(s, m, 5);
      expect(corners.length).toBeGreaterThan(12);
      expect(corners.length).toBeLessThan(60);
      const steps = corners.slice(1).map((corner, i) => Math.abs(angleAt(corner) - angleAt(corners[i])));
      expect(Math.max(...steps)).toBeLessThan(s === 64 ? 0.02 : 0.07);
    }
  });

  it('lies on the ring where there is no density', () => {
    expect(ridgeTop(layout, 0)).toBe(layout.ring);
    expect(ridgeTop(layout, 1e9)).toBeCloseTo(layout.ring + layout.foot + layout.ridge, 9);
  });
});

it('dots are written as points for round caps', () => {
  const path = dotsPath([1.26, -2, 3, 4, 3, -4]);
  expect(path.match(/h0/g)).toHaveLength(3);
  expect(placesOf(path)).toEqual([
    [1.3, -2],
    [3, 4],
    [3, -4],
  ]);
});
