import { describe, expect, it } from 'vitest';
import { GlidingVectors } from '../../../../src/lib/viz/gliding-vectors';
import {
  dotPx,
  extentFor,
  lengthPercentile,
  placesOf,
  spreadOf,
  thumbnailPx,
} from '../../../../src/lib/viz/sphere-layout';
import { lensOf } from '../../../../src/lib/viz/sphere-lens';
import { SpherePoints, voices } from '../../../../src/lib/viz/sphere-points';

function placeOf(points: SpherePoints, n: number, flatness = 0): number[] {
  const place: [number, number, number] = [0, 0, 0];
  return points.placeOf(n, flatness, place) ? place : [];
}

describe('SpherePoints', () => {
  it('takes its first places at once and glides to later ones on the sphere', () => {
    const points = new SpherePoints(1);
    points.aim([1, 0, 0], 0, 300);
    expect(placeOf(points, 0)).toEqual([1, 0, 0]);
    points.aim([0, 1, 0], 100, 300);
    expect(placeOf(points, 0)).toEqual([1, 0, 0]);
    expect(points.advance(200)).toBe(true);
    const [x, y, z] = placeOf(points, 0);
    // Half-way directions of equal length are of length 1, not on the chord.
    expect(Math.hypot(x, y, z)).toBeCloseTo(1, 6);
    expect(y).toBeGreaterThan(x);
    expect(points.advance(400)).toBe(false);
    expect(placeOf(points, 0)[1]).toBeCloseTo(1, 6);
  });

  it('sets out anew from where it is when a frame comes on the way', () => {
    const points = new SpherePoints(1);
    points.aim([1, 0, 0], 0, 300);
    points.aim([0, 1, 0], 0, 300);
    points.advance(50);
    const onTheWay = placeOf(points, 0);
    points.aim([0, 0, 1], 50, 300);
    placeOf(points, 0).forEach((value, k) => expect(value).toBeCloseTo(onTheWay[k], 6));
    points.advance(1000);
    expect(placeOf(points, 0)[2]).toBeCloseTo(1, 6);
  });

  it('projects what has a length onto the sphere, by degrees', () => {
    const points = new SpherePoints(1);
    points.aim([0, 0.5, 0], 0, 0);
    expect(placeOf(points, 0, 0)[1]).toBeCloseTo(0.5, 6);
    expect(placeOf(points, 0, 0.5)[1]).toBeCloseTo(0.75, 6);
    expect(placeOf(points, 0, 1)[1]).toBeCloseTo(1, 6);
  });

  it('hides what has no direction, and what the sphere hides', () => {
    const points = new SpherePoints(3);
    points.aim([NaN, 0, 0, 0, 0, 1, 0, 0, -1], 0, 0);
    const xy_n2 = new Float32Array(6);
    const lens = lensOf({ orientation: [0, 0, 0, 1], zoom: 1, panX: 0, panY: 0 }, 200, 200);
    points.projectAll(lens, 1, true, xy_n2);
    expect([...xy_n2]).toEqual([NaN, NaN, 100, 100, NaN, NaN]);
    points.projectAll(lens, 1, false, xy_n2);
    expect([...xy_n2.subarray(4)]).toEqual([100, 100]);
  });

  it('says how each sample is drawn', () => {
    const points = new SpherePoints(3);
    points.strayed_n.set([0, 1, 1]);
    points.spoken_n.set([0, 0, 1]);
    points.aim(new Float32Array(9).fill(1), 0, 0);
    expect([3, 7, 11].map((at) => points.to_n4[at])).toEqual([voices.dot, voices.hollow, voices.silent]);
  });

  it('writes into the buffers that it has', () => {
    const points = new SpherePoints(2);
    const { from_n4, to_n4, version } = points;
    points.aim([1, 0, 0, 0, 1, 0], 0, 0);
    points.aim([0, 1, 0, 1, 0, 0], 0, 100);
    expect(points.from_n4).toBe(from_n4);
    expect(points.to_n4).toBe(to_n4);
    expect(points.version).toBe(version + 2);
  });
});

describe('GlidingVectors', () => {
  it('turns without becoming shorter, and grows at its own pace', () => {
    const vectors = new GlidingVectors();
    vectors.aim([1, 0, 0], 0, 300);
    vectors.aim([0, 3, 0], 0, 300);
    expect(vectors.advance(100)).toBe(true);
    expect(Math.hypot(...vectors.value)).toBeGreaterThan(1);
    expect(Math.hypot(...vectors.value)).toBeLessThan(3);
    expect(vectors.advance(300)).toBe(false);
    expect([...vectors.value]).toEqual([0, 3, 0]);
  });
});

describe('the layout', () => {
  it('puts unit features on the sphere and others at their share of the extent', () => {
    expect([...placesOf([0, 3, 4], false, 1)].map((v) => +v.toFixed(6))).toEqual([0, 0.6, 0.8]);
    const [, y, z] = placesOf([0, 3, 4], true, 5);
    expect(z / y).toBeCloseTo(4 / 3, 6);
    expect(Math.hypot(y, z)).toBeLessThan(1);
    expect([...placesOf([0, 0, 0], false, 1)].some(Number.isFinite)).toBe(false);
  });

  it('keeps the extent while the features fill it', () => {
    const features = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? i / 297 : 0));
    expect(lengthPercentile(features)).toBeCloseTo(98 / 99, 6);
    const extent = extentFor(1, features);
    expect(extentFor(extent, features)).toBe(extent);
    expect(
      extentFor(
        extent,
        features.map((v) => v * 10),
      ),
    ).toBeGreaterThan(9);
  });

  it('draws the circle around a mean direction that nine in ten samples keep to', () => {
    // Twenty samples to either side of the x axis, 0.01 to 0.10 rad off; class 0 is empty.
    const offs = Array.from({ length: 20 }, (_, i) => (i % 2 ? 1 : -1) * Math.ceil((i + 1) / 2) * 0.01);
    const features = offs.flatMap((rad) => [3 * Math.cos(rad), 3 * Math.sin(rad), 0]);
    const spread = spreadOf(
      features,
      offs.map(() => 1),
      2,
    );
    expect(spread[3]).toBeNaN();
    expect(spread[4]).toBeCloseTo(1, 6);
    expect(spread[5]).toBeCloseTo(0, 6);
    expect(spread[7]).toBeCloseTo(0.1, 3);
  });

  it('grows dots more slowly than the sphere, and images only once there is room', () => {
    expect(dotPx(800, 4, 2000)).toBeLessThan(4 * dotPx(200, 1, 2000));
    expect(dotPx(800, 4, 2000)).toBeGreaterThan(dotPx(200, 1, 2000));
    expect(dotPx(200, 1, 60000)).toBeLessThan(dotPx(200, 1, 2000));
    expect(thumbnailPx(1, 2000, 200)).toBe(0);
    expect(thumbnailPx(8, 2000, 200)).toBeGreaterThan(thumbnailPx(2, 2000, 200));
  });

  it('shows a few images on the whole sphere, smaller on a smaller one', () => {
    expect(thumbnailPx(1, 24, 200)).toBeGreaterThan(20);
    expect(thumbnailPx(1, 24, 80)).toBeLessThan(thumbnailPx(1, 24, 200) / 2);
    // None covers more than a sixth of the sphere's width.
    expect(thumbnailPx(1, 24, 200)).toBeLessThan(400 / 6);
  });
});
