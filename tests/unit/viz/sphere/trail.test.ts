/** The way of an image over the sphere: great circles, and what of them the sphere hides. */
import { expect, it } from 'vitest';
import { SharedCamera } from '../../../../src/lib/viz/shared-camera';
import { lensOf, project } from '../../../../src/lib/viz/sphere-lens';
import { alongTrail, trailPieces } from '../../../../src/lib/viz/sphere-trail';

const lens = lensOf(new SharedCamera().pose, 400, 400);
/** The direction of the world that the lens shows on axis k of the screen; 2 is towards the reader. */
const seenAlong = (k: number, sign = 1) => [0, 1, 2].map((axis) => sign * lens.rotation[3 * k + axis]);

it('runs over the sphere in the plane of two places, through both of them', () => {
  const way = alongTrail([
    [3, 0, 0],
    [0, 0.5, 0],
  ]);
  expect([...way[0]]).toEqual([1, 0, 0]);
  expect([...way.at(-1)!]).toEqual([0, 1, 0]);
  for (const [x, y, z] of way) {
    expect(Math.hypot(x, y, z)).toBeCloseTo(1, 12);
    expect(z).toBe(0);
  }
});

it('of one place has nothing to draw, and of none no direction', () => {
  expect(alongTrail([])).toEqual([]);
  expect(trailPieces(lens, alongTrail([[0, 0, 2]]))).toEqual([]);
});

it('is hidden behind the sphere and seen before it', () => {
  const pieces = trailPieces(lens, alongTrail([seenAlong(2), seenAlong(0), seenAlong(2, -1)]));
  expect(pieces[0].isHidden).toBe(false);
  expect(pieces.at(-1)!.isHidden).toBe(true);
  const [x, y, z] = seenAlong(2);
  const at = project(lens, x, y, z, { x: 0, y: 0, depth: 0 });
  expect(pieces[0].from).toEqual([at.x, at.y]);
  // Piece after piece without a gap.
  pieces.slice(1).forEach((piece, i) => expect(piece.from).toEqual(pieces[i].to));
});
