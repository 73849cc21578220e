import { describe, expect, it } from 'vitest';
import { DiscCloud } from '../../../src/lib/points/disc-cloud';
import { cellRad, normCells, shareWithinWedge } from '../../../src/lib/points/disc-density';
import { createDiscShake } from '../../../src/lib/points/disc-shake';
import { landscapeOf } from '../../../src/lib/points/landscape';
import { notchOf } from '../../../src/lib/points/notches';
import { articleLosses } from '../../support/article-losses';
import { alongFirst, alongSecond, chiSquareOnGrid } from './free-truth';
import { chiSquareScore, inputOf } from './ground-truth';
import { describeDiscSettling, discLandscapeFor, discTruth, placesOf } from './disc-settling';
import { even, limit } from './settling';

describeDiscSettling(articleLosses, 1200, 160);

it('settles around weights that stand unevenly, and is drawn settled from the same density', () => {
  const weights = [90, 60, -20, 170].map((degrees) => notchOf((degrees * Math.PI) / 180));
  const landscape = discLandscapeFor('softmax', {}, 10, 0.8, weights);
  const moved = new DiscCloud(3200, 4, 11);
  const shake = createDiscShake(moved);
  moved.settle(discLandscapeFor('arcface', { s: 4, m: 0 }, 10, 1, weights));
  for (let step = 0; step < 120; step++) shake(landscape);
  const drawn = new DiscCloud(3200, 4, 5);
  drawn.settle(landscape);
  for (const c of [0, 1, 2, 3]) {
    const truth = discTruth('softmax', {}, c, 10, 0.8, weights);
    for (const cloud of [moved, drawn]) {
      const places = placesOf(cloud, landscape, c);
      const theta = places.map(([rad]) => rad);
      expect(chiSquareScore(theta, alongFirst(truth), 24)).toBeLessThan(limit);
      expect(chiSquareOnGrid(places, truth, 6, 4)).toBeLessThan(limit);
    }
  }
});

it('stays inside the wall, moves settled points little when little changes, and is one history for one seed', () => {
  const landscape = discLandscapeFor('softmax', {}, 16, 1);
  const run = (seed: number): Float64Array => {
    const cloud = new DiscCloud(300, 10, seed);
    cloud.settle(landscape);
    const before = cloud.share_n.slice();
    cloud.settle(discLandscapeFor('softmax', {}, 16.2, 1));
    expect(Math.max(...cloud.share_n.map((share, i) => Math.abs(share - before[i])))).toBeLessThan(0.02);
    const shake = createDiscShake(cloud);
    for (let step = 0; step < 30; step++) shake(landscape);
    for (const share of cloud.share_n) expect(share > 0 && share <= 1).toBe(true);
    return cloud.share_n;
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

describe('the density in the plane', () => {
  it('is even over the area, and the circle’s in angle, for a loss that does not see the norm', () => {
    for (const [lossId, settings] of [
      ['arcface', { s: 16, m: 0.5 }],
      ['cosface', { s: 30, m: 0.2 }],
    ] as const) {
      const [density] = discLandscapeFor(lossId, settings, 40, 1).densities;
      density.perShare_k.forEach((perShare, k) =>
        expect(perShare).toBeCloseTo((2 * (k + 0.5)) / normCells, 9),
      );
      const [onCircle] = landscapeOf(inputOf(lossId, settings, 1, even), 1).densities;
      expect(density.rmsRad / onCircle.rmsRad).toBeCloseTo(1, 2);
    }
  });

  it.each([
    ['softmax', {}, 16, 1],
    ['modified-softmax', {}, 64, 0.2],
    ['a-softmax', { m: 4, lambda: 0 }, 30, 0.3],
    ['softmax', {}, 1, 2],
  ])('of %s %j within %d at T = %d is that of a fine grid', (lossId, settings, wall, temperature) => {
    const [density] = discLandscapeFor(lossId, settings, wall, temperature).densities;
    const truth = discTruth(lossId, settings, 0, wall, temperature);
    const { end, share } = alongFirst(truth);
    const middle = end.map((to, i) => ((i ? end[i - 1] : -Math.PI) + to) / 2);
    const rms = Math.sqrt(share.reduce((sum, chance, i) => sum + chance * middle[i] ** 2, 0));
    expect(density.rmsRad / rms).toBeCloseTo(1, 2);
    const within = share.reduce((sum, chance, i) => (Math.abs(middle[i]) < rms ? sum + chance : sum), 0);
    expect(Math.abs(shareWithinWedge(density, rms) - within)).toBeLessThan(0.05);
    const norms = alongSecond(truth);
    for (const k of [8, 16, 24]) {
      const below = norms.share.reduce(
        (sum, chance, i) => (norms.end[i] <= k / normCells + 1e-9 ? sum + chance : sum),
        0,
      );
      expect(Math.abs(density.below_k[k] - below)).toBeLessThan(0.005);
    }
    const mass = density.perRad_a.reduce((sum, perRad, a) => sum + perRad * (cellRad(a + 1) - cellRad(a)), 0);
    expect(mass).toBeCloseTo(1, 9);
  });

  it('spreads the norms of Softmax over the area at T = 1, and takes them to the wall where it is colder', () => {
    // Σ_c e^{−L_c} is the sum of the softmax, 1 everywhere: with even weights a class has its share of each circle.
    const normsAt = (temperature: number) =>
      discLandscapeFor('softmax', {}, 16, temperature).densities[0].perShare_k;
    normsAt(1).forEach((perShare, k) => expect(perShare / ((2 * (k + 0.5)) / normCells)).toBeCloseTo(1, 1));
    expect(normsAt(0.4)[normCells - 1]).toBeGreaterThan(2.2);
    expect(normsAt(2)[normCells - 1]).toBeLessThan(1.9);
  });
});
