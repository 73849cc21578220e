import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraPose } from '../../../../src/lib/viz/shared-camera';
import { arrowOf } from '../../../../src/lib/viz/sphere-arrows';
import {
  cameraDistance,
  directionAt,
  isBehindSphere,
  lensOf,
  outlineDepth,
  project,
  restingRadius,
} from '../../../../src/lib/viz/sphere-lens';

const straight: CameraPose = { orientation: [0, 0, 0, 1], zoom: 1, panX: 0, panY: 0 };
const seen = () => ({ x: 0, y: 0, depth: 0 });

const unit = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }))
  .map(([z, rad]) => [Math.sqrt(1 - z * z) * Math.cos(rad), Math.sqrt(1 - z * z) * Math.sin(rad), z]);
const pose = fc
  .tuple(
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
    fc.double({ min: 0.6, max: 20, noNaN: true }),
  )
  .filter(([q]) => Math.hypot(...q) > 0.1)
  .map(([q, zoom]): CameraPose => {
    const [x, y, z, w] = q.map((value) => value / Math.hypot(...q));
    return { orientation: [x, y, z, w], zoom, panX: 0.3, panY: -0.2 };
  });

describe('the lens', () => {
  it('sees the outline where the sight lines touch the sphere', () => {
    const lens = lensOf(straight, 400, 300);
    // A tangent from distance d touches at depth 1/d, √(1 − 1/d²) off the axis.
    const off = Math.sqrt(1 - outlineDepth ** 2);
    const { x, y } = project(lens, off, 0, outlineDepth, seen());
    expect(x - 200).toBeCloseTo(restingRadius(400, 300), 9);
    expect(y).toBeCloseTo(150, 9);
    expect(outlineDepth).toBe(1 / cameraDistance);
  });

  it('sees up as up, right as right, and the near pole in the middle', () => {
    const lens = lensOf(straight, 400, 400);
    expect(project(lens, 0, 0.5, 0, seen()).y).toBeLessThan(200);
    expect(project(lens, 0.5, 0, 0, seen()).x).toBeGreaterThan(200);
    expect(project(lens, 0, 0, 1, seen())).toEqual({ x: 200, y: 200, depth: 1 });
  });

  it('finds the direction under each place that it sees one at, on either wall', () => {
    fc.assert(
      fc.property(pose, unit, (from, [x, y, z]) => {
        const lens = lensOf(from, 500, 420);
        const at = project(lens, x, y, z, seen());
        if (Math.abs(at.depth - outlineDepth) < 1e-3) return;
        const found = directionAt(lens, at.x, at.y, at.depth < outlineDepth)!;
        [x, y, z].forEach((value, k) => expect(found[k]).toBeCloseTo(value, 6));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('finds no direction beside the sphere', () => {
    const lens = lensOf(straight, 400, 400);
    expect(directionAt(lens, 200 + restingRadius(400, 400) + 0.01, 200)).toBeNull();
    expect(directionAt(lens, 200 + restingRadius(400, 400) - 0.01, 200)).not.toBeNull();
  });

  it('knows what the sphere hides', () => {
    const lens = lensOf(straight, 400, 400);
    expect(isBehindSphere(lens, 0, 0, 1)).toBe(false);
    expect(isBehindSphere(lens, 0, 0, -1)).toBe(true);
    expect(isBehindSphere(lens, 0, 0, -9)).toBe(true);
    expect(isBehindSphere(lens, 3, 0, -1)).toBe(false);
    // The sight line to the outline's own points grazes the sphere.
    expect(isBehindSphere(lens, 1, 0, 0)).toBe(true);
    expect(isBehindSphere(lens, Math.sqrt(1 - 0.3 ** 2), 0, 0.3)).toBe(false);
  });
});

describe('arrows', () => {
  const lens = lensOf(straight, 400, 400);
  const radius = restingRadius(400, 400);

  it('stand out of the sphere, with their glyph beyond the tip', () => {
    const arrow = arrowOf(lens, [0, 2, 0], 1, 1, 12);
    // Beyond the outline by its own length; the foot is just behind it.
    expect(arrow.isShown).toBe(true);
    expect(arrow.hasFoot).toBe(false);
    expect(200 - arrow.y1).toBeGreaterThan(radius);
    expect(Math.hypot(arrow.x0 - 200, arrow.y0 - 200)).toBeCloseTo(radius, 0);
    expect(arrow.labelY).toBeLessThan(arrow.y1);
  });

  it('show their foot and their glyph when they point at the reader', () => {
    const arrow = arrowOf(lens, [0, 0, 1], 1, 1, 12);
    expect([arrow.hasFoot, arrow.footX, arrow.footY]).toEqual([true, 200, 200]);
    expect(Math.hypot(arrow.labelX - arrow.x1, arrow.labelY - arrow.y1)).toBeCloseTo(12, 9);
  });

  it('are hidden behind the solid sphere, but not in open space', () => {
    expect(arrowOf(lens, [0, 0.2, -1], 1, 1, 12).isShown).toBe(false);
    const open = arrowOf(lens, [0, 0.2, -1], 0.5, 0, 12);
    expect(open.isShown).toBe(true);
    expect([open.x0, open.y0]).toEqual([200, 200]);
  });

  it('do not exist for a weight of zero', () => {
    expect(arrowOf(lens, [0, 0, 0], 1, 1, 12).isShown).toBe(false);
  });
});
