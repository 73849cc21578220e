import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcface } from '../../../../src/lib/loss/arcface';
import { defaultConvention } from '../../../../src/lib/loss/convention';
import { cosface } from '../../../../src/lib/loss/cosface';
import { evaluateLoss } from '../../../../src/lib/loss/reference';
import { settingsOf, type LossSettings } from '../../../../src/lib/loss/spec';
import { lowestLoss } from '../../../../src/lib/loss/theory/loss-bound';
import {
  leastScale,
  leastScaleBesideNeighbour,
  leastScaleOnCircle,
  steepestScale,
} from '../../../../src/lib/loss/theory/scale-bounds';

/** Every sample on its class weight, the weights at the given directions in the plane, under a loss as it trains. */
function atCentres(spec: typeof arcface, settings: LossSettings, directionsRad: number[]) {
  const weights_cd = directionsRad.flatMap((rad) => [Math.cos(rad), Math.sin(rad)]);
  const classes = directionsRad.length;
  return evaluateLoss(spec, settingsOf(spec, settings), defaultConvention, {
    embeddings_nd: weights_cd,
    weights_cd,
    bias_c: null,
    labels_n: directionsRad.map((_, c) => c),
    dim: 2,
    classes,
  });
}
const even = (classes: number) => Array.from({ length: classes }, (_, c) => (2 * Math.PI * c) / classes);

describe('the least scale', () => {
  it('brings the posterior to P where the weights are a simplex, under the losses themselves', () => {
    // In the plane three even directions are the simplex.
    for (const [spec, m, ownLogit] of [
      [cosface, 0, 1],
      [cosface, 0.35, 0.65],
      [arcface, 0.5, Math.cos(0.5)],
    ] as const) {
      for (const probability of [0.5, 0.9, 0.999]) {
        const s = leastScale(3, probability, ownLogit);
        expect(Math.exp(-atCentres(spec, { s, m }, even(3)).loss)).toBeCloseTo(probability, 6);
        expect(leastScaleOnCircle(3, probability, ownLogit)).toBeCloseTo(s, 9);
      }
    }
  });

  it('is (C − 1)/C · ln((C − 1)P/(1 − P)) without a margin', () => {
    expect(leastScale(10, 0.9)).toBeCloseTo(0.9 * Math.log(81), 12);
    expect(leastScale(2, 0.5)).toBe(0);
  });

  it('is infinite where the margin eats the lead, and 0 for a posterior that chance has', () => {
    expect(leastScale(10, 0.9, -1 / 9)).toBe(Infinity);
    expect(leastScale(10, 0.1)).toBeCloseTo(0, 12);
    expect(leastScaleBesideNeighbour(0.5, 0.9, Math.cos(0.5))).toBe(Infinity);
    expect(leastScaleOnCircle(10, 0.9, Math.cos(0.7))).toBe(Infinity);
    expect(leastScaleOnCircle(10, 0.05)).toBe(0);
  });

  it('on the circle is exact for even weights, and far above the simplex', () => {
    for (const [classes, m] of [
      [10, 0],
      [10, 0.15],
      [5, 0.3],
    ]) {
      const s = leastScaleOnCircle(classes, 0.9, 1 - m);
      expect(Math.exp(-atCentres(cosface, { s, m }, even(classes)).loss)).toBeCloseTo(0.9, 9);
    }
    expect(leastScaleOnCircle(10, 0.9)).toBeGreaterThan(3.5 * leastScale(10, 0.9));
  });

  it('beside one neighbour is what two classes need', () => {
    const [apartRad, m] = [0.9, 0.2];
    const s = leastScaleBesideNeighbour(apartRad, 0.95, 1 - m);
    expect(Math.exp(-atCentres(cosface, { s, m }, [0, apartRad]).loss)).toBeCloseTo(0.95, 9);
  });

  it('is not beaten by any arrangement (fast-check seed 31)', () => {
    const directions = fc.array(fc.double({ min: 0, max: 6.28, noNaN: true }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(directions, fc.double({ min: 0, max: 0.6, noNaN: true }), (directionsRad, m) => {
        const classes = directionsRad.length;
        const s = leastScale(classes, 0.9, 1 - m);
        const { loss } = atCentres(cosface, { s, m }, directionsRad);
        expect(Math.exp(-loss)).toBeLessThanOrEqual(0.9 + 1e-9);
        expect(loss).toBeGreaterThanOrEqual(lowestLoss(classes, s, 1 - m) - 1e-9);
      }),
      { seed: 31, numRuns: 100 },
    );
  });
});

describe('the lowest loss', () => {
  it('is reached by the simplex', () => {
    expect(atCentres(cosface, { s: 7, m: 0.2 }, even(3)).loss).toBeCloseTo(lowestLoss(3, 7, 0.8), 12);
  });

  it('stays high while s is small: at s = 1 ten thousand classes never get below 8', () => {
    expect(lowestLoss(10_000, 1)).toBeGreaterThan(8.2);
    expect(lowestLoss(10_000, 30)).toBeLessThan(1e-8);
  });
});

describe("AdaCos' fixed scale", () => {
  it('gives a sample at 45° the posterior ½ where all other cosines are 0', () => {
    for (const classes of [3, 10, 1000]) {
      const own = Math.exp(steepestScale(classes) * Math.cos(Math.PI / 4));
      expect(own / (own + classes - 1)).toBeCloseTo(0.5, 12);
    }
    expect(steepestScale(2)).toBe(0);
  });
});
