import { describe, expect, it } from 'vitest';
import { accuracyProtocols, foldAccuracy, type EmbeddingPairs } from '../../../src/lib/metric/fold-accuracy';
import { contiguousFolds, meanAndDeviation } from '../../../src/lib/metric/folds';
import { interpolate } from '../../../src/lib/metric/interpolate';
import { validationRate } from '../../../src/lib/metric/validation-rate';

/** Plane pairs at the given angles in degrees; lengths differ, as they must not count. */
function pairsAt(anglesDeg: number[], same: number[], shift: [number, number] = [0, 0]): EmbeddingPairs {
  const at = (deg: number, length: number) => [
    length * Math.cos((deg * Math.PI) / 180) + shift[0],
    length * Math.sin((deg * Math.PI) / 180) + shift[1],
  ];
  return {
    a_pd: Float64Array.from(anglesDeg.flatMap((_, i) => at(40 * i, 1 + i))),
    b_pd: Float64Array.from(anglesDeg.flatMap((deg, i) => at(40 * i + deg, 2 + i))),
    same,
    dim: 2,
  };
}

describe('folds', () => {
  it('are contiguous, the longer ones first', () => {
    expect(contiguousFolds(7, 3).map(({ test }) => test)).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(contiguousFolds(7, 3)[1].train).toEqual([0, 1, 2, 5, 6]);
    for (const folds of [1, 8, 2.5, NaN]) expect(() => contiguousFolds(7, folds)).toThrow('cannot be split');
  });

  it('have a mean and the deviation of the population', () => {
    expect(meanAndDeviation([1, 3])).toEqual({ mean: 2, deviation: 1 });
  });
});

describe('interpolation', () => {
  it('takes the last of several points at one x, and the ends beyond them', () => {
    const [xs, ys] = [
      [0, 1, 1, 3],
      [5, 6, 7, 9],
    ];
    expect([-1, 0, 0.5, 1, 2, 3, 4].map((x) => interpolate(x, xs, ys))).toEqual([5, 5, 5.5, 7, 8, 9, 9]);
  });
});

describe('accuracy over folds', () => {
  it('is whole where one threshold tells the kinds apart, in every protocol', () => {
    const pairs = pairsAt([12, 80, 12, 85, 12, 90], [1, 0, 1, 0, 1, 0]);
    for (const protocol of [accuracyProtocols.insightface, accuracyProtocols.clcarwin]) {
      expect(foldAccuracy(pairs, 3, protocol).perFold).toEqual([1, 1, 1]);
    }
  });

  it('takes the first, the last or the mean of the best thresholds', () => {
    const pairs = pairsAt([10, 80, 10, 80], [1, 0, 1, 0]);
    const [first] = foldAccuracy(pairs, 2, accuracyProtocols.insightface).thresholds;
    // ‖â − b̂‖² = 2 − 2cos 10° = 0.0304: the first hundredth above it.
    expect(first).toBeCloseTo(0.04, 12);
    const [last] = foldAccuracy(pairs, 2, accuracyProtocols.clcarwin).thresholds;
    // cos 10° = 0.98481: the last multiple of 0.005 below it.
    expect(last).toBeCloseTo(0.98, 12);
  });

  it('judges a fold by the threshold of the others', () => {
    // The last fold's kinds are swapped: nothing learned elsewhere helps there.
    const pairs = pairsAt([10, 80, 10, 80, 80, 10], [1, 0, 1, 0, 1, 0]);
    expect(foldAccuracy(pairs, 3, accuracyProtocols.insightface).perFold[2]).toBe(0);
  });

  it('of SphereFace takes away a common bias, which the others do not', () => {
    const pairs = pairsAt([15, 160, 20, 165, 10, 170], [1, 0, 1, 0, 1, 0], [30, 0]);
    expect(foldAccuracy(pairs, 3, accuracyProtocols.sphereface).mean).toBe(1);
    expect(foldAccuracy(pairs, 3, accuracyProtocols.insightface).mean).toBeLessThan(1);
  });
});

describe('the validation rate', () => {
  it('takes its threshold from the other folds and measures both rates', () => {
    const pairs = pairsAt([5, 60, 7, 90, 6, 70, 30, 50], [1, 0, 1, 0, 1, 0, 1, 0]);
    const { val, far } = validationRate(pairs, 2, 0.5);
    // Impostors of the other fold: half of them below 60° … 90° there, 50° … 70° here; all genuine pairs pass.
    expect(val).toBe(1);
    expect(far).toBeGreaterThan(0);
    expect(validationRate(pairs, 2, 2).val).toBe(0);
  });
});
