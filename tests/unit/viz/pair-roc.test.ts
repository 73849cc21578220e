/** The ROC of pair angles against the exact curve of the metrics, and against counts by hand. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import { areaUnderCurve } from '../../../src/lib/metric/auc';
import { crossingEqualErrorRate } from '../../../src/lib/metric/equal-error-rate';
import { rocCurve } from '../../../src/lib/metric/roc';
import { pairRoc, tarAt, thresholdRad } from '../../../src/lib/viz/pair-roc';
import { rateText, rocLayout, rocPaths } from '../../../src/lib/viz/roc-picture';

const degree = Math.PI / 180;
/** Angles in the middle of bins of a tenth of a degree, so that no two are told apart that the bins hold together. */
const angles = (count: number, meanDeg: number, seed: number): number[] => {
  const rng = createRng(seed);
  const one = () => (Math.floor(10 * (meanDeg + 20 * (rng.next() + rng.next() - 1))) / 10 + 0.05) * degree;
  return Array.from({ length: count }, one);
};

describe('pairRoc', () => {
  it('is the exact curve where no two angles of a bin differ', () => {
    const [own, foreign] = [angles(300, 30, 1), angles(2000, 55, 2)];
    const roc = pairRoc(own, foreign)!;
    const scores = [...own, ...foreign].map((rad) => -rad);
    const exact = rocCurve(scores, [...own.map(() => 1), ...foreign.map(() => 0)]);
    expect(roc.auc).toBeCloseTo(areaUnderCurve(exact), 10);
    expect(roc.equalError).toBeCloseTo(crossingEqualErrorRate(exact), 10);
    for (const far of [0.001, 0.01, 0.1]) {
      const last = exact.fpr.findLastIndex((rate) => rate <= far);
      expect(tarAt(roc, far)).toBeCloseTo(exact.tpr[last], 10);
    }
  });

  it('counts by hand', () => {
    const roc = pairRoc(
      [10, 20, 50, NaN].map((deg) => deg * degree),
      [40, 60, 70, 80].map((deg) => deg * degree),
    )!;
    expect(roc.impostors).toBe(4);
    // Up to 30° two of three are let in, and none of the others.
    expect(tarAt(roc, 0)).toBeCloseTo(2 / 3);
    // Up to 50° all are, for one of four.
    expect(tarAt(roc, 0.25)).toBeCloseTo(1);
    // Of twelve comparisons 11 are right.
    expect(roc.auc).toBeCloseTo(11 / 12);
    expect(thresholdRad(300)).toBeCloseTo(30 * degree);
  });

  it('lets in nobody of two classes where none may be, whatever that costs of one class', () => {
    const rad = (deg: number): number => deg * degree;
    // The third of one class lies in one bin with the first of two: to let it in is to let in both.
    const roc = pairRoc([10, 20, 40.08].map(rad), [40.02, 60].map(rad))!;
    expect(tarAt(roc, 0.49)).toBeCloseTo(2 / 3);
    expect(tarAt(roc, 0.5)).toBeCloseTo(1);
  });

  it('has no curve without pairs of both kinds', () => {
    expect(pairRoc([], [1])).toBeNull();
    expect(pairRoc([1], [NaN])).toBeNull();
  });
});

describe('the picture of an ROC', () => {
  it('says rates as people do', () => {
    expect([1e-4, 0.01, 0.25, 0.75, 1].map(rateText)).toEqual(['0.01 %', '1 %', '25 %', '75 %', '100 %']);
  });

  it('begins at a rate that one pair can make', () => {
    expect(rocLayout(400, 300, 50_000).farTicks[0]).toBeCloseTo(1e-4);
    expect(rocLayout(400, 300, 4000).farTicks[0]).toBeCloseTo(1e-3);
    expect(rocLayout(400, 300, 30).farTicks[0]).toBeCloseTo(1e-2);
  });

  it('reads a place as the rate that is drawn there', () => {
    const layout = rocLayout(400, 300, 50_000);
    for (const far of [1e-4, 1e-3, 0.2, 1]) expect(layout.farAt(layout.x(far))).toBeCloseTo(far, 10);
  });

  it('ends in the upper right corner, whatever it began with', () => {
    const layout = rocLayout(400, 300, 2000);
    const { curve } = rocPaths(pairRoc(angles(300, 30, 1), angles(2000, 55, 2)), layout);
    const [x, y] = curve.split('L').at(-1)!.split(',').map(Number);
    expect([x, y]).toEqual([Math.round(layout.x1 * 100) / 100, Math.round(layout.y1 * 100) / 100]);
  });
});
