/** Free points that come from all over the sphere and settle in the wells of a loss. */
import { describe, expect, it } from 'vitest';
import { marginLossById } from '../../../src/lib/loss/registry';
import { settingsOf, type LossSettings } from '../../../src/lib/loss/spec';
import type { Vector3 } from '../../../src/lib/loss/sphere-regions';
import { createRng } from '../../../src/lib/math/rng';
import { SphereCloud, sphereLandscapeOf, type SphereLandscape } from '../../../src/lib/points/sphere-cloud';
import { createSphereShake } from '../../../src/lib/points/sphere-shake';
import {
  alongFirst,
  bentAxis,
  chiSquareOnGrid,
  evenAxis,
  gridOf,
  type Grid,
  type Problem,
} from './free-truth';
import { chiSquareScore } from './ground-truth';
import { limit, settingsOfLoss } from './settling';

/** The six ends of the axes: every class sees the others alike, four times a turn, and as in a mirror. */
export const octahedron: readonly Vector3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [-1, 0, 0],
  [0, -1, 0],
  [0, 0, -1],
];
const quarter = Math.PI / 2;
const folded = (bearing: number): number => Math.min(bearing % quarter, quarter - (bearing % quarter));

export const landscapeFor = (
  { lossId, settings, weights }: Problem,
  norm: number,
  temperature: number,
): SphereLandscape => {
  const spec = marginLossById(lossId)!;
  return sphereLandscapeOf(
    { spec, settings: settingsOf(spec, settings), weights_c3: Float64Array.from(weights.flat()) },
    norm,
    temperature,
  );
};

/** Directions drawn evenly over the sphere. */
function scatter(cloud: SphereCloud, seed: number): void {
  const rng = createRng(seed);
  for (let i = 0; i < cloud.count; i++) {
    const v = [rng.gaussian(), rng.gaussian(), rng.gaussian()];
    cloud.xyz_n3.set(
      v.map((value) => value / Math.hypot(...v)),
      3 * i,
    );
  }
}

/** The angle to the own weight, and the bearing around it from the axis after the next, of every point of the class. */
export function placesAround(
  { xyz_n3, labels_n, count }: SphereCloud,
  weights: readonly Vector3[],
  only?: number,
): [thetaRad: number, bearingRad: number][] {
  return Array.from({ length: count }, (_, i) => i)
    .filter((i) => only === undefined || labels_n[i] === only)
    .map((i) => {
      const w = weights[labels_n[i]];
      const x = xyz_n3.subarray(3 * i, 3 * i + 3);
      const [ahead, aside] = axesAt(w);
      const dot = (a: Vector3): number => a[0] * x[0] + a[1] * x[1] + a[2] * x[2];
      const bearing = Math.atan2(dot(aside), dot(ahead));
      return [Math.acos(Math.max(-1, Math.min(1, dot(w)))), bearing < 0 ? bearing + 4 * quarter : bearing];
    });
}

/** Two directions at right angles to a weight: of the octahedron, two of its neighbours. */
function axesAt(w: Vector3): [Vector3, Vector3] {
  const k = w.findIndex((value) => Math.abs(value) > 0.57);
  const next: Vector3 = [k === 2 ? 1 : 0, k === 0 ? 1 : 0, k === 1 ? 1 : 0];
  const along = next[0] * w[0] + next[1] * w[1] + next[2] * w[2];
  const rest = next.map((value, i) => value - along * w[i]);
  const length = Math.hypot(...rest);
  const ahead = rest.map((value) => value / length) as unknown as Vector3;
  const aside: Vector3 = [
    w[1] * ahead[2] - w[2] * ahead[1],
    w[2] * ahead[0] - w[0] * ahead[2],
    w[0] * ahead[1] - w[1] * ahead[0],
  ];
  return [ahead, aside];
}

/** exp(−L/T) around the weight of class c, with the area element sin θ; of one turn, or of an eighth of it. */
export function truthAround(
  problem: Problem,
  c: number,
  norm: number,
  temperature: number,
  turnRad: number,
): Grid {
  const w = problem.weights[c];
  const [ahead, aside] = axesAt(w);
  return gridOf(
    problem,
    c,
    temperature,
    { from: 0, end: bentAxis(0.6, 150, Math.PI, 70) },
    { from: 0, end: evenAxis(0, turnRad, turnRad > quarter ? 48 : 10) },
    (thetaRad, bearing) =>
      [0, 1, 2].map(
        (k) =>
          norm *
          (Math.cos(thetaRad) * w[k] +
            Math.sin(thetaRad) * (Math.cos(bearing) * ahead[k] + Math.sin(bearing) * aside[k])),
      ) as unknown as Vector3,
    (from, to) => Math.sin((from + to) / 2) * (to - from),
  );
}

/** `steps`: 180 are a second of the figure. */
export function describeSphereSettling(ids: readonly string[], count: number, steps: number): void {
  describe.each(ids)(`${count} free points of %s on the sphere`, (id) => {
    it.each(settingsOfLoss[id])('settle into exp(−L/T), and again when m goes down: %j', (setting) => {
      const { first, then, norm, temperature } = setting;
      const cloud = new SphereCloud(count, 6, 7);
      const shake = createSphereShake(cloud);
      scatter(cloud, 3);
      const phases: readonly LossSettings[] =
        JSON.stringify(first) === JSON.stringify(then) ? [first] : [first, then];
      for (const settings of phases) {
        const problem = { lossId: id, settings, weights: octahedron };
        const landscape = landscapeFor(problem, norm, temperature);
        for (let step = 0; step < steps; step++) shake(landscape);
        const truth = truthAround(problem, 0, norm, temperature, quarter / 2);
        const places = placesAround(cloud, octahedron).map(([theta, b]) => [theta, folded(b)] as const);
        const score = chiSquareScore(
          places.map(([theta]) => theta),
          alongFirst(truth),
          24,
        );
        expect(score).toBeLessThan(limit);
        expect(chiSquareOnGrid(places, truth, 6, 4)).toBeLessThan(limit);
      }
    });
  });
}
