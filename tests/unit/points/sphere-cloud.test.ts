import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import type { Vector3 } from '../../../src/lib/loss/sphere-regions';
import { evenDirections } from '../../../src/lib/points/even-directions';
import { SphereCloud } from '../../../src/lib/points/sphere-cloud';
import { ringRad, rings, shareWithinCap } from '../../../src/lib/points/sphere-density';
import { createSphereShake } from '../../../src/lib/points/sphere-shake';
import { articleLosses } from '../../support/article-losses';
import { alongFirst, chiSquareOnGrid } from './free-truth';
import { chiSquareScore } from './ground-truth';
import { limit } from './settling';
import {
  describeSphereSettling,
  landscapeFor,
  octahedron,
  placesAround,
  truthAround,
} from './sphere-settling';

describeSphereSettling(articleLosses, 1500, 160);

const turn = 2 * Math.PI;
const unit = (...v: number[]): Vector3 => v.map((value) => value / Math.hypot(...v)) as unknown as Vector3;
/** Two close together, one far from all. */
const uneven = [unit(0.2, 1, 0.1), unit(0.9, 0.8, 0.3), unit(-0.6, -0.2, 1), unit(0.3, -1, -0.4)];

it('settles around weights that stand unevenly, and is drawn settled from the same density', () => {
  const problem = { lossId: 'arcface', settings: { s: 12, m: 0.3 }, weights: uneven };
  const landscape = landscapeFor(problem, 1, 1);
  const moved = new SphereCloud(3200, 4, 11);
  const shake = createSphereShake(moved);
  moved.settle(landscapeFor({ ...problem, settings: { s: 4, m: 0 } }, 1, 1));
  for (let step = 0; step < 150; step++) shake(landscape);
  const drawn = new SphereCloud(3200, 4, 5);
  drawn.settle(landscape);
  for (const c of [0, 1, 2, 3]) {
    const truth = truthAround(problem, c, 1, 1, turn);
    for (const cloud of [moved, drawn]) {
      const places = placesAround(cloud, uneven, c);
      const theta = places.map(([rad]) => rad);
      expect(chiSquareScore(theta, alongFirst(truth), 30)).toBeLessThan(limit);
      expect(chiSquareOnGrid(places, truth, 6, 8)).toBeLessThan(limit);
    }
  }
});

it('takes into account that steps are longer further out', () => {
  const problem = { lossId: 'arcface', settings: { s: 64, m: 0.8 }, weights: octahedron };
  const landscape = landscapeFor(problem, 1, 1);
  const cloud = new SphereCloud(16_000, 6, 2);
  cloud.settle(landscape);
  const shake = createSphereShake(cloud);
  for (let step = 0; step < 70; step++) shake(landscape);
  const theta = placesAround(cloud, octahedron).map(([rad]) => rad);
  expect(chiSquareScore(theta, alongFirst(truthAround(problem, 0, 1, 1, Math.PI / 4)), 24)).toBeLessThan(
    limit,
  );
});

it('stays on the sphere, moves settled points little when little changes, and is one history for one seed', () => {
  const weights = chunks(evenDirections(10));
  const landscape = landscapeFor({ lossId: 'arcface', settings: { m: 0.5 }, weights }, 1, 1);
  const next = landscapeFor({ lossId: 'arcface', settings: { m: 0.51 }, weights }, 1, 1);
  const run = (seed: number): Float64Array => {
    const cloud = new SphereCloud(200, 10, seed);
    cloud.settle(landscape);
    const before = cloud.xyz_n3.slice();
    cloud.settle(next);
    expect(Math.max(...cloud.xyz_n3.map((value, i) => Math.abs(value - before[i])))).toBeLessThan(0.06);
    const shake = createSphereShake(cloud);
    for (let step = 0; step < 20; step++) shake(landscape);
    for (const place of chunks(cloud.xyz_n3)) expect(Math.hypot(...place)).toBeCloseTo(1, 12);
    return cloud.xyz_n3;
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

describe('the density on the sphere', () => {
  it.each([
    ['arcface', { s: 64, m: 0.8 }, 1, 0.2],
    ['arcface', { s: 16, m: 0.5 }, 1, 1],
    ['cosface', { s: 1, m: 0 }, 1, 2],
    ['modified-softmax', {}, 64, 2],
    ['a-softmax', { m: 4, lambda: 0 }, 30, 0.3],
  ])('of %s %j at ‖x‖ = %d, T = %d has the spread of a fine grid', (lossId, settings, norm, temperature) => {
    const weights = chunks(evenDirections(10));
    const problem = { lossId, settings, weights };
    for (const c of [4]) {
      const density = landscapeFor(problem, norm, temperature).densities[c];
      const { end, share } = alongFirst(truthAround(problem, c, norm, temperature, turn));
      const rms = Math.sqrt(
        share.reduce((sum, chance, i) => sum + chance * (((i ? end[i - 1] : 0) + end[i]) / 2) ** 2, 0),
      );
      expect(density.rmsRad / rms).toBeCloseTo(1, 2);
      expect(density.below_r[rings]).toBeCloseTo(1, 12);
      const within = share.reduce((sum, chance, i) => (end[i] <= rms ? sum + chance : sum), 0);
      expect(Math.abs(shareWithinCap(density, rms) - within)).toBeLessThan(0.03);
      const mass = density.perRad_r.reduce(
        (sum, perRad, r) => sum + perRad * (ringRad(r + 1) - ringRad(r)),
        0,
      );
      expect(mass).toBeCloseTo(1, 9);
    }
  });
});

describe('even directions', () => {
  it('are those of the best known solids where one has as many corners', () => {
    // Simplex, octahedron, icosahedron: their smallest angles.
    for (const [count, nearest] of [
      [4, Math.acos(-1 / 3)],
      [6, Math.PI / 2],
      [12, Math.atan(2)],
    ]) {
      expect(nearestRad(chunks(evenDirections(count)))).toBeCloseTo(nearest, 3);
    }
  });

  it('keep ten weights 64° apart or more, whom random ones do not', () => {
    // Thomson's problem has 64.996° for ten charges; the widest that ten directions can keep is 66.147°.
    expect((nearestRad(chunks(evenDirections(10))) * 180) / Math.PI).toBeCloseTo(64.996, 2);
    const rng = createRng(1);
    const random = Array.from({ length: 10 }, () => unit(rng.gaussian(), rng.gaussian(), rng.gaussian()));
    expect(nearestRad(random)).toBeLessThan(0.9);
    expect(Array.from(evenDirections(1), Math.abs).every(Number.isFinite)).toBe(true);
  });
});

function chunks(flat: ArrayLike<number>): Vector3[] {
  return Array.from({ length: flat.length / 3 }, (_, i) => [flat[3 * i], flat[3 * i + 1], flat[3 * i + 2]]);
}

function nearestRad(all: readonly Vector3[]): number {
  let most = -1;
  all.forEach((a, i) =>
    all.slice(0, i).forEach((b) => (most = Math.max(most, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]))),
  );
  return Math.acos(most);
}
