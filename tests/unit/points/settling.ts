/** Free points that come from all over the circle and settle in the wells of a loss. */
import { describe, expect, it } from 'vitest';
import type { LossSettings } from '../../../src/lib/loss/spec';
import { createRng } from '../../../src/lib/math/rng';
import { Cloud, wrap, type Landscape } from '../../../src/lib/points/cloud';
import { landscapeOf } from '../../../src/lib/points/landscape';
import { evenNotches, radPerNotch } from '../../../src/lib/points/notches';
import { createShake } from '../../../src/lib/points/shake';
import { chiSquareScore, inputOf, referenceDensity } from './ground-truth';

export const even = evenNotches(10);
/** Steps that the figure takes in 2.5 seconds. */
export const settling = 600;
/** One in a thousand fair samples lies further out. */
export const limit = 3.1;

/** Angles of points to their own weights; by symmetry those of all classes share one density where weights are even. */
export const anglesOf = (cloud: Cloud, { weightNotch_c }: Landscape, only?: number): number[] =>
  Array.from(cloud.rad_n)
    .map((rad, i) => wrap(rad - weightNotch_c[cloud.labels_n[i]] * radPerNotch))
    .filter((_, i) => only === undefined || cloud.labels_n[i] === only);

/** Two settings of each loss, and to which margin it goes down afterwards. */
export const settingsOfLoss: Record<
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

export function describeSettling(ids: readonly string[]): void {
  describe.each(ids)('4,000 free points of %s', (id) => {
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
}
