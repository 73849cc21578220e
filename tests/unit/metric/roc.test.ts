import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, chanceOfOrder } from '../../../src/lib/metric/auc';
import { bestAccuracy } from '../../../src/lib/metric/best-accuracy';
import { crossingEqualErrorRate, nearestEqualErrorRate } from '../../../src/lib/metric/equal-error-rate';
import { rocCurve } from '../../../src/lib/metric/roc';
import { tarAtFar } from '../../../src/lib/metric/tar-at-far';

/** Ten pairs by hand: five genuine, five impostors, one tie between the kinds at 0.5. */
const scores = [0.9, 0.8, 0.7, 0.5, 0.2, 0.6, 0.5, 0.4, 0.1, 0];
const same = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0];

const verification = fc
  .array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.boolean()), { minLength: 2, maxLength: 40 })
  .map((pairs) => ({ scores: pairs.map(([score]) => score), same: pairs.map(([, is]) => Number(is)) }))
  .filter(({ same: kinds }) => kinds.includes(0) && kinds.includes(1));

describe('the ROC', () => {
  it('has a point for each distinct score, and (0, 0) before them', () => {
    const { fpr, tpr, thresholds } = rocCurve(scores, same);
    expect([...thresholds]).toEqual([1.9, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.2, 0.1, 0]);
    expect([...tpr]).toEqual([0, 0.2, 0.4, 0.6, 0.6, 0.8, 0.8, 1, 1, 1]);
    expect([...fpr]).toEqual([0, 0, 0, 0, 0.2, 0.4, 0.6, 0.6, 0.8, 1]);
  });

  it('keeps its shape when only corners stay', () => {
    const corners = rocCurve(scores, same, true);
    expect([...corners.tpr]).toEqual([0, 0.2, 0.6, 0.6, 0.8, 0.8, 1, 1]);
    expect([...corners.fpr]).toEqual([0, 0, 0, 0.2, 0.4, 0.6, 0.6, 1]);
    expect(areaUnderCurve(corners)).toBeCloseTo(areaUnderCurve(rocCurve(scores, same)), 14);
  });

  it('rises in both coordinates and ends at (1, 1), and its area is the chance of order (fast-check seed 21)', () => {
    fc.assert(
      fc.property(verification, (pairs) => {
        const curve = rocCurve(pairs.scores, pairs.same);
        for (const rate of [curve.fpr, curve.tpr]) {
          expect([...rate]).toEqual([...rate].sort((a, b) => a - b));
          expect([rate[0], rate.at(-1)]).toEqual([0, 1]);
        }
        let won = 0;
        let games = 0;
        pairs.scores.forEach((genuine, i) =>
          pairs.scores.forEach((impostor, j) => {
            if (!pairs.same[i] || pairs.same[j]) return;
            won += genuine > impostor ? 1 : genuine === impostor ? 0.5 : 0;
            games++;
          }),
        );
        expect(areaUnderCurve(curve)).toBeCloseTo(won / games, 12);
        expect(chanceOfOrder(pairs.scores, pairs.same)).toBeCloseTo(won / games, 12);
      }),
      { seed: 21, numRuns: 100 },
    );
  });

  it('refuses what has no rate, in a sentence', () => {
    expect(() => rocCurve([1, 2], [1, 1])).toThrow('No pair shows two persons');
    expect(() => rocCurve([1, 2], [0, 0])).toThrow('No pair shows one person twice');
    expect(() => rocCurve([1, NaN], [1, 0])).toThrow('Score 1 is not a number.');
    expect(() => rocCurve([1], [1, 0])).toThrow('1 scores for 2 pairs');
  });
});

describe('the equal error rate', () => {
  it('differs by its definition', () => {
    const curve = rocCurve(scores, same);
    // Errors at the points: (0.4, 0.2) and (0.2, 0.4) are nearest, the first of them counts.
    expect(nearestEqualErrorRate(curve).rate).toBeCloseTo(0.3, 14);
    expect(nearestEqualErrorRate(curve).threshold).toBe(0.6);
    // On the line from (0.2, 0.6) to (0.4, 0.8) FPR = 1 − TPR at FPR = 0.3.
    expect(crossingEqualErrorRate(curve)).toBeCloseTo(0.3, 14);
  });

  it('is 0 where the kinds are apart and 1 where they are swapped', () => {
    const apart = rocCurve([3, 2, 1, 0], [1, 1, 0, 0]);
    expect([nearestEqualErrorRate(apart).rate, crossingEqualErrorRate(apart)]).toEqual([0, 0]);
    expect(crossingEqualErrorRate(rocCurve([0, 1, 2, 3], [1, 1, 0, 0]))).toBe(1);
  });

  it('lies on the line of equal errors (fast-check seed 22)', () => {
    fc.assert(
      fc.property(verification, (pairs) => {
        const rate = crossingEqualErrorRate(rocCurve(pairs.scores, pairs.same));
        const curve = rocCurve(pairs.scores, pairs.same);
        // Just before the crossing more are refused than let in, just after it fewer.
        expect(tarAtFar(curve, rate + 1e-9, 'interpolated')).toBeGreaterThanOrEqual(1 - rate - 1e-9);
        expect(tarAtFar(curve, rate - 1e-9, 'at-most')).toBeLessThanOrEqual(1 - rate + 1e-9);
      }),
      { seed: 22, numRuns: 100 },
    );
  });
});

describe('TAR at FAR', () => {
  const curve = rocCurve(scores, same);

  it('differs by its definition between two points of the curve', () => {
    expect(tarAtFar(curve, 0.3, 'at-most')).toBe(0.6);
    expect(tarAtFar(curve, 0.3, 'interpolated')).toBeCloseTo(0.7, 14);
    expect(tarAtFar(curve, 0.35, 'nearest')).toBe(0.8);
    expect(tarAtFar(curve, 0.25, 'nearest')).toBe(0.6);
  });

  it('takes the upper end where the curve is steep', () => {
    for (const definition of ['at-most', 'interpolated', 'nearest'] as const) {
      expect(tarAtFar(curve, 0, definition)).toBe(0.6);
      expect(tarAtFar(curve, 0.6, definition)).toBe(1);
      expect(tarAtFar(curve, 1, definition)).toBe(1);
    }
  });
});

describe('the best accuracy', () => {
  it('is that of the best threshold', () => {
    // At 0.7 three genuine pairs and all impostors are right.
    expect(bestAccuracy(scores, same)).toBeCloseTo(0.8, 14);
    expect(bestAccuracy([0, 1], [1, 0])).toBe(0.5);
  });
});
