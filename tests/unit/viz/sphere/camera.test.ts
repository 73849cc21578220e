import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  rotate,
  rotationOf,
  SharedCamera,
  zoomRange,
  type Direction,
} from '../../../../src/lib/viz/shared-camera';

const direction = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }))
  .map(([z, rad]): Direction => {
    const r = Math.sqrt(1 - z * z);
    return [r * Math.cos(rad), r * Math.sin(rad), z];
  });

/** A camera that looks along the world's own axes. */
function plainCamera(): SharedCamera {
  const camera = new SharedCamera();
  // The direction that is right of the middle in the first pose tells the roll that is left after facing.
  const [x, y, z, w] = camera.pose.orientation;
  camera.face(rotate([-x, -y, -z, w], [0, 0, 1]), 0, 0);
  return camera;
}

describe('SharedCamera', () => {
  it('turns what was in the middle to the right by a turn to the right, and up by one upwards', () => {
    for (const [right, up, expected] of [
      [0.3, 0, [Math.sin(0.3), 0, Math.cos(0.3)]],
      [0, 0.3, [0, Math.sin(0.3), Math.cos(0.3)]],
    ] as const) {
      const camera = new SharedCamera();
      const [x, y, z, w] = camera.pose.orientation;
      const middle = rotate([-x, -y, -z, w], [0, 0, 1]);
      camera.orbit(right, up);
      rotate(camera.pose.orientation, middle).forEach((value, k) =>
        expect(value).toBeCloseTo(expected[k], 9),
      );
    }
  });

  it('stays a rotation after many turns', () => {
    const camera = new SharedCamera();
    for (let i = 0; i < 5000; i++) {
      camera.orbit(0.01 * i, 0.02);
      camera.roll(0.03);
    }
    const r = rotationOf(camera.pose.orientation);
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 2],
    ] as const) {
      const product = [0, 1, 2].reduce((sum, k) => sum + r[3 * a + k] * r[3 * b + k], 0);
      expect(product).toBeCloseTo(a === b ? 1 : 0, 12);
    }
  });

  it('turns any direction to the front, the short way', () => {
    fc.assert(
      fc.property(direction, (towards) => {
        const camera = plainCamera();
        const before = rotate(camera.pose.orientation, towards);
        camera.face(towards, 0, 0);
        const after = rotate(camera.pose.orientation, towards);
        expect(after[2]).toBeCloseTo(1, 9);
        // Without a roll, what is across the turn stays where it is.
        const across: Direction = [before[1], -before[0], 0];
        const norm = Math.hypot(...across);
        if (norm < 1e-3) return;
        const world = rotate(inverse(plainCamera()), [across[0] / norm, across[1] / norm, 0]);
        const [x, y] = rotate(camera.pose.orientation, world);
        expect(x).toBeCloseTo(across[0] / norm, 6);
        expect(y).toBeCloseTo(across[1] / norm, 6);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('keeps what is under the pointer there while it zooms, and knows its ends', () => {
    const camera = new SharedCamera();
    camera.zoomBy(2, 0.4, -0.2);
    // A place p shows what is (p − pan)/zoom radii from the centre: as much before as after.
    const { zoom, panX, panY } = camera.pose;
    expect((0.4 - panX) / zoom).toBeCloseTo(0.4, 12);
    expect((-0.2 - panY) / zoom).toBeCloseTo(-0.2, 12);
    camera.zoomBy(1e6);
    expect(camera.pose.zoom).toBe(zoomRange.max);
    camera.zoomBy(1e-9);
    expect(camera.pose.zoom).toBe(zoomRange.min);
  });

  it('cannot lose the sphere from sight', () => {
    const camera = new SharedCamera();
    camera.panBy(50, -50);
    expect(camera.pose.panX).toBeLessThanOrEqual(1);
    expect(camera.pose.panY).toBeGreaterThanOrEqual(-1);
  });

  it('glides to a class and arrives; a hand on the way stops the glide', () => {
    const camera = new SharedCamera();
    camera.face([0, 0, -1], 1000, 500);
    expect(camera.advance(1250)).toBe(true);
    const half = rotate(camera.pose.orientation, [0, 0, -1])[2];
    expect(camera.advance(1600)).toBe(false);
    expect(rotate(camera.pose.orientation, [0, 0, -1])[2]).toBeCloseTo(1, 9);
    expect(half).toBeLessThan(0.999);
    camera.face([1, 0, 0], 2000, 500);
    camera.advance(2100);
    camera.orbit(0.1, 0);
    const { orientation } = camera.pose;
    expect(camera.advance(2400)).toBe(false);
    expect(camera.pose.orientation).toBe(orientation);
  });

  it('comes back to where it began', () => {
    const camera = new SharedCamera();
    const { pose } = camera;
    camera.orbit(1, 2);
    camera.zoomBy(3);
    camera.panBy(0.2, 0.2);
    camera.reset(0, 0);
    expect(camera.pose).toEqual(pose);
  });

  it('tells all who share it, until they leave', () => {
    const camera = new SharedCamera();
    const [first, second] = [vi.fn(), vi.fn()];
    const leave = camera.subscribe(first);
    camera.subscribe(second);
    camera.orbit(0.1, 0);
    leave();
    camera.zoomBy(2);
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(2);
  });
});

function inverse(camera: SharedCamera): [number, number, number, number] {
  const [x, y, z, w] = camera.pose.orientation;
  return [-x, -y, -z, w];
}
