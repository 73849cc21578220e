import { describe, expect, it } from 'vitest';
import type { LossSettings } from '../../../src/lib/loss/spec';
import { marginLosses } from '../../../src/lib/loss/registry';
import { createRng } from '../../../src/lib/math/rng';
import { Cloud, wrap, type Landscape } from '../../../src/lib/points/cloud';
import { densityOf, angleBelow, shareWithin } from '../../../src/lib/points/density';
import { landscapeOf } from '../../../src/lib/points/landscape';
import { evenNotches, notchOf, radPerNotch } from '../../../src/lib/points/notches';
import { createShake } from '../../../src/lib/points/shake';
import { digWells, nodeRad, nodesPerWell } from '../../../src/lib/points/wells';
import { chiSquareScore, inputOf, referenceDensity } from './ground-truth';

const even = evenNotches(10);
const degrees = 180 / Math.PI;
/** Steps that the figure takes in 2.5 seconds. */
const settling = 600;
/** One in a thousand fair samples lies further out. */
const limit = 3.1;

/** Angles of points to their own weights; by symmetry those of all classes share one density where weights are even. */
const anglesOf = (cloud: Cloud, { weightNotch_c }: Landscape, only?: number): number[] =>
  Array.from(cloud.rad_n)
    .map((rad, i) => wrap(rad - weightNotch_c[cloud.labels_n[i]] * radPerNotch))
    .filter((_, i) => only === undefined || cloud.labels_n[i] === only);

/** Two settings of each loss, and to which margin it goes down afterwards. */
const settingsOfLoss: Record<
  string,
  { first: LossSettings; then: LossSettings; norm: number; temperature: number }[]
> = {
  softmax: [
    { first: {}, then: {}, norm: 16, temperature: 1 },
    { first: {}, then: {}, norm: 40, temperature: 0.4 },
  ],
  'modified-softmax': [
    { first: {}, then: {}, norm: 8, temperature: 1 },
    { first: {}, then: {}, norm: 64, temperature: 0.2 },
  ],
  normface: [
    { first: { s: 16 }, then: { s: 8 }, norm: 1, temperature: 1 },
    { first: { s: 40 }, then: { s: 20 }, norm: 1, temperature: 0.5 },
  ],
  'l-softmax': [
    { first: { m: 4 }, then: { m: 2 }, norm: 16, temperature: 1 },
    { first: { m: 3, lambda: 2 }, then: { m: 1 }, norm: 24, temperature: 0.6 },
  ],
  'a-softmax': [
    { first: { m: 4 }, then: { m: 1 }, norm: 16, temperature: 1 },
    { first: { m: 3, lambda: 1 }, then: { m: 2 }, norm: 30, temperature: 0.5 },
  ],
  cosface: [
    { first: { s: 16, m: 0.35 }, then: { s: 16, m: 0 }, norm: 1, temperature: 1 },
    { first: { s: 48, m: 0.2 }, then: { s: 48, m: 0.05 }, norm: 1, temperature: 2 },
  ],
  arcface: [
    { first: { s: 16, m: 0.8 }, then: { s: 16, m: 0 }, norm: 1, temperature: 1 },
    { first: { s: 64, m: 0.5 }, then: { s: 64, m: 0.1 }, norm: 1, temperature: 0.5 },
  ],
  combined: [
    { first: { s: 16, m1: 1.2, m2: 0.3, m3: 0.1 }, then: { s: 16, m3: 0 }, norm: 1, temperature: 1 },
    { first: { s: 32, m2: 0.4, m3: 0.2 }, then: { s: 32, m2: 0, m3: 0.1 }, norm: 1, temperature: 0.6 },
  ],
  'sphereface-r': [
    { first: { s: 16, m: 1.7 }, then: { s: 16, m: 1.2 }, norm: 1, temperature: 1 },
    {
      first: { s: 32, m: 1.5, version: 'v2' },
      then: { s: 32, m: 1.1, version: 'v1' },
      norm: 1,
      temperature: 0.6,
    },
  ],
  adacos: [
    { first: { s: 3.1 }, then: { s: 6 }, norm: 1, temperature: 0.5 },
    { first: { s: 12 }, then: { s: 8 }, norm: 1, temperature: 1 },
  ],
  'subcenter-arcface': [
    { first: { s: 16, m: 0.5 }, then: { s: 16, m: 0.1 }, norm: 1, temperature: 1 },
    { first: { s: 40, m: 0.3 }, then: { s: 40, m: 0 }, norm: 1, temperature: 0.6 },
  ],
};

it('has settings for every loss', () => {
  expect(Object.keys(settingsOfLoss)).toEqual(marginLosses.map(({ id }) => id));
});

describe.each(marginLosses.map(({ id }) => id))('4,000 free points of %s', (id) => {
  it.each(settingsOfLoss[id])('settle into exp(−L/T), and again when m goes down: %j', (setting) => {
    const { first, then, norm, temperature } = setting;
    const cloud = new Cloud(4000, 10, 7);
    const shake = createShake(cloud);
    // From all over the circle, far from where they are bound.
    const rng = createRng(3);
    cloud.rad_n.forEach((_, i) => (cloud.rad_n[i] = wrap(2 * Math.PI * rng.next())));
    for (const settings of [first, then]) {
      const input = inputOf(id, settings, norm, even);
      const landscape = landscapeOf(input, temperature);
      for (let step = 0; step < settling; step++) shake(landscape);
      const truth = referenceDensity(input, 0, temperature);
      const score = chiSquareScore(anglesOf(cloud, landscape), truth, 40);
      expect(score).toBeLessThan(limit);
      expect(Math.abs(cloud.rmsRad(landscape) / truth.rmsRad - 1)).toBeLessThan(0.05);
    }
  });
});

it('settles around weights that stand unevenly', () => {
  const weights = [90, 60, -20, 170].map((angle) => notchOf(angle / degrees));
  const input = inputOf('arcface', { s: 12, m: 0.3 }, 1, weights);
  const landscape = landscapeOf(input, 1);
  const cloud = new Cloud(8000, 4, 11);
  const shake = createShake(cloud);
  cloud.settle(landscapeOf(inputOf('arcface', { s: 4, m: 0 }, 1, weights), 1));
  for (let step = 0; step < settling; step++) shake(landscape);
  for (let c = 0; c < 4; c++) {
    const truth = referenceDensity(input, c, 1);
    expect(chiSquareScore(anglesOf(cloud, landscape, c), truth, 30)).toBeLessThan(limit);
  }
});

it('draws settled points from the same density', () => {
  const input = inputOf('arcface', { s: 64, m: 0.8 }, 1, even);
  const landscape = landscapeOf(input, 0.3);
  const cloud = new Cloud(4000, 10, 5);
  cloud.settle(landscape);
  const truth = referenceDensity(input, 0, 0.3, 0.02);
  expect(chiSquareScore(anglesOf(cloud, landscape), truth, 40)).toBeLessThan(limit);
});

it('moves settled points little when the landscape changes little', () => {
  const cloud = new Cloud(300, 10, 5);
  const settleAt = (m: number): Float64Array => {
    cloud.settle(landscapeOf(inputOf('arcface', { m }, 1, even), 1));
    return cloud.rad_n.slice();
  };
  const before = settleAt(0.5);
  const moved = settleAt(0.51).map((rad, i) => Math.abs(wrap(rad - before[i])));
  expect(Math.max(...moved)).toBeGreaterThan(0);
  expect(Math.max(...moved)).toBeLessThan(0.05);
});

it('is one history for one seed', () => {
  const landscape = landscapeOf(inputOf('arcface', {}, 1, even), 1);
  const run = (seed: number): Float64Array => {
    const cloud = new Cloud(200, 10, seed);
    const shake = createShake(cloud);
    cloud.settle(landscape);
    for (let step = 0; step < 20; step++) shake(landscape);
    return cloud.rad_n;
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

it('shares points among classes as evenly as they divide', () => {
  const cloud = new Cloud(103, 10, 1);
  const sizes = Array.from({ length: 10 }, (_, c) => cloud.starts_c[c + 1] - cloud.starts_c[c]);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  expect(sizes.reduce((a, b) => a + b)).toBe(103);
  cloud.labels_n.forEach((label, i) => {
    expect(i).toBeGreaterThanOrEqual(cloud.starts_c[label]);
    expect(i).toBeLessThan(cloud.starts_c[label + 1]);
  });
});

describe('the density', () => {
  // ENGINE.md's table, computed there by another program.
  it.each([
    [1, 16, 0, 14.7],
    [1, 16, 0.1, 12.7],
    [1, 16, 0.2, 10.8],
    [1, 16, 0.3, 9.1],
    [1, 16, 0.5, 6.5],
    [1, 16, 0.8, 4.6],
    [1, 8, 0.5, 12.3],
    [1, 32, 0.5, 3.7],
    [1, 64, 0, 10.7],
    [1, 64, 0.5, 2.6],
    [1, 64, 0.8, 1.1],
    [0.2, 16, 0, 7.5],
    [0.2, 16, 0.5, 2.3],
    [0.2, 16, 0.8, 1.2],
  ])('T = %f, s = %f, m = %f has a spread of %f°', (temperature, s, m, spread) => {
    const wells = digWells(inputOf('arcface', { s, m }, 1, even));
    expect(Math.abs(densityOf(wells, 0, temperature).rmsRad * degrees - spread)).toBeLessThan(0.2);
  });

  it('has the spread of the reference, in wells as narrow as a node and as wide as the circle', () => {
    for (const [s, m, temperature] of [
      [64, 1, 0.2],
      [64, 0.8, 1],
      [1, 0, 2],
    ]) {
      const input = inputOf('arcface', { s, m }, 1, even);
      const { rmsRad } = densityOf(digWells(input), 4, temperature);
      expect(rmsRad / referenceDensity(input, 4, temperature, 0.02).rmsRad).toBeCloseTo(1, 2);
    }
  });

  it('is normalised, and its shares agree with draws from it', () => {
    const density = densityOf(digWells(inputOf('cosface', {}, 1, even)), 2, 1);
    let mass = 0;
    for (let g = 0; g + 1 < nodesPerWell; g++) mass += density.perRad_g[g] * radPerNotch;
    expect(mass).toBeCloseTo(1, 4);
    expect(density.below_g[nodesPerWell - 1]).toBeCloseTo(1, 12);
    const rng = createRng(1);
    const angles = Array.from({ length: 20000 }, () => angleBelow(density, rng.next()));
    const reach = 0.2;
    const inside = angles.filter((rad) => Math.abs(rad) < reach).length / angles.length;
    expect(Math.abs(inside - shareWithin(density, reach))).toBeLessThan(0.012);
    expect(nodeRad(0)).toBe(-Math.PI);
  });
});
