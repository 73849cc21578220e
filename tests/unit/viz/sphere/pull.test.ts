import { describe, expect, it } from 'vitest';
import { lensOf, project, restingRadius } from '../../../../src/lib/viz/sphere-lens';
import { pulledDirection } from '../../../../src/lib/viz/sphere-pull';

const half = Math.SQRT1_2;
/** The middle between two axes, z and x, faces the reader. */
const lens = lensOf(
  { orientation: [0, -Math.sin(Math.PI / 8), 0, Math.cos(Math.PI / 8)], zoom: 1.3, panX: 0.1, panY: -0.2 },
  420,
  360,
);
const seen = (v: readonly number[], reach: number) =>
  project(lens, reach * v[0], reach * v[1], reach * v[2], { x: 0, y: 0, depth: 0 });

describe('an arrow that is pulled by its head', () => {
  it('has its tip under the pointer, on the side that is asked for', () => {
    for (const reach of [0.4, 1, 1.13]) {
      for (const v of [
        [half, 0, half],
        [0.6, 0.48, 0.64],
        [0, 0.6, 0.8],
      ]) {
        const { x, y } = seen(v, reach);
        const near = pulledDirection(lens, x, y, reach);
        near.forEach((value, k) => expect(value).toBeCloseTo(v[k], 9));
        const far = pulledDirection(lens, x, y, reach, true);
        expect(Math.hypot(...far)).toBeCloseTo(1, 9);
        const back = seen(far, reach);
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
        expect(back.depth).toBeLessThan(seen(near, reach).depth);
      }
    }
  });

  it('stays on the outline when the pointer leaves the sphere, on the same side of the middle', () => {
    const outlinePx = 1.3 * restingRadius(420, 360);
    for (const rad of [0, 1, 2.5, 4]) {
      const [ux, uy] = [Math.cos(rad), Math.sin(rad)];
      const out = pulledDirection(lens, lens.centreX + 900 * ux, lens.centreY + 900 * uy, 1);
      expect(Math.hypot(...out)).toBeCloseTo(1, 9);
      const { x, y } = seen(out, 1);
      expect(x - lens.centreX).toBeCloseTo(outlinePx * ux, 6);
      expect(y - lens.centreY).toBeCloseTo(outlinePx * uy, 6);
    }
  });
});
