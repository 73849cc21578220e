import { describe, expect, it } from 'vitest';
import { marginLosses } from '../../../src/lib/loss/registry';
import { createRng } from '../../../src/lib/math/rng';
import { Cloud, wrap } from '../../../src/lib/points/cloud';
import { densityOf, angleBelow, shareWithin } from '../../../src/lib/points/density';
import { landscapeOf } from '../../../src/lib/points/landscape';
import { notchOf, radPerNotch } from '../../../src/lib/points/notches';
import { createShake } from '../../../src/lib/points/shake';
import { digWells, nodeRad, nodesPerWell } from '../../../src/lib/points/wells';
import { articleLosses } from '../../support/article-losses';
import { chiSquareScore, inputOf, referenceDensity } from './ground-truth';
import { anglesOf, describeSettling, even, limit, settingsOfLoss, settling } from './settling';

const degrees = 180 / Math.PI;

it('has settings for every loss', () => {
  expect(Object.keys(settingsOfLoss)).toEqual(marginLosses.map(({ id }) => id));
});

describeSettling(articleLosses);

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
