import { describe, expect, it } from 'vitest';
import { arcPlane, greatArcPath, greatHatchPath, onArc } from '../../../../src/lib/viz/sphere-angle';
import { lensOf, project, restingRadius } from '../../../../src/lib/viz/sphere-lens';
import { spaced } from '../../../../src/lib/viz/spaced';

const lens = lensOf({ orientation: [0, 0, 0, 1], zoom: 1, panX: 0, panY: 0 }, 400, 400);
const points = (path: string): number[][] =>
  [...path.matchAll(/[ML]([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
const at = (x: number, y: number, z: number): number[] => {
  const seen = project(lens, x, y, z, { x: 0, y: 0, depth: 0 });
  return [seen.x, seen.y];
};

describe('an angle on the sphere', () => {
  it('runs from the weight to the sample along their great circle', () => {
    const thetaRad = 0.6;
    const sample = [5 * Math.sin(thetaRad), 0, 5 * Math.cos(thetaRad)];
    const plane = arcPlane([0, 0, 2], sample)!;
    const drawn = points(greatArcPath(lens, plane, 0, thetaRad, true));
    expect(drawn[0]).toEqual(at(0, 0, 1).map((v) => Math.round(v * 100) / 100));
    const [endX, endY] = at(Math.sin(thetaRad), 0, Math.cos(thetaRad));
    expect(drawn.at(-1)![0]).toBeCloseTo(endX, 1);
    expect(drawn.at(-1)![1]).toBeCloseTo(endY, 1);
    // A great circle through the middle of the picture is a straight line there.
    for (const [, y] of drawn) expect(y).toBeCloseTo(200, 2);
  });

  it('leaves out what the sphere hides', () => {
    const plane = arcPlane([0, 0, 1], [1, 0, 0])!;
    const drawn = points(greatArcPath(lens, plane, 0, Math.PI, true));
    for (const [x] of drawn) expect(x - 200).toBeLessThanOrEqual(restingRadius(400, 400) + 0.1);
    const open = points(greatArcPath(lens, plane, 0, Math.PI, false));
    expect(drawn.length).toBeLessThan(0.6 * open.length);
  });

  it('needs two directions', () => {
    expect(arcPlane([0, 0, 0], [1, 0, 0])).toBeNull();
    expect(arcPlane([1, 0, 0], [2, 0, 0])).toBeNull();
  });

  it('has its normal at right angles to all of the arc', () => {
    const plane = arcPlane([1, 2, 2], [0, 1, -1])!;
    for (const rad of [0, 0.4, 2]) {
      const [x, y, z] = onArc(plane, rad);
      expect(x * plane.across[0] + y * plane.across[1] + z * plane.across[2]).toBeCloseTo(0, 12);
      expect(Math.hypot(x, y, z)).toBeCloseTo(1, 12);
    }
    const off = onArc(plane, 1, 0.1, 2);
    expect(Math.hypot(...off)).toBeCloseTo(2, 12);
  });

  it('hatches the margin at even steps, and nothing where there is none', () => {
    const plane = arcPlane([0, 0, 1], [1, 0, 0])!;
    expect(greatHatchPath(lens, plane, 0.3, 0.3 - 1e-9, true)).toBe('');
    const strokes = points(greatHatchPath(lens, plane, 0.2, 0.5, true, { stepPx: 4 })).length / 2;
    // 0.3 rad of the sphere's radius, one stroke in 4 px.
    expect(strokes).toBeGreaterThan((0.3 * lens.radiusPx) / 4 - 2);
    expect(strokes).toBeLessThan((0.3 * lens.radiusPx) / 4 + 2);
  });
});

describe('spaced', () => {
  it('chooses places that do not cover each other, and goes on choosing them', () => {
    const xy = Float32Array.from({ length: 600 }, (_, i) => (i * 7919) % 200);
    const chosen = spaced(xy, 200, 200, 20, 99);
    expect(chosen.length).toBeGreaterThan(10);
    for (const a of chosen) {
      for (const b of chosen) {
        if (a === b) continue;
        expect(Math.hypot(xy[2 * a] - xy[2 * b], xy[2 * a + 1] - xy[2 * b + 1])).toBeGreaterThanOrEqual(17);
      }
    }
    // Others that come do not take the places of those that stood there, if they stand elsewhere.
    const more = Float32Array.from([...xy, 500, 500, NaN, NaN]);
    expect(spaced(more, 200, 200, 20, 99)).toEqual(chosen);
  });

  it('chooses no more than there may be', () => {
    const xy = Float32Array.from({ length: 100 }, (_, i) => 10 * i);
    expect(spaced(xy, 1000, 1000, 5, 7)).toHaveLength(7);
  });
});
