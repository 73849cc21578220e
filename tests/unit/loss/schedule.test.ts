import { describe, expect, it } from 'vitest';
import { cosineDecay, lambdaSchedule, linearRamp, publishedLambda } from '../../../src/lib/loss/schedule';

describe('lambdaSchedule (LOSSES 2.5)', () => {
  it('first reaches 5 at iteration 1659 of the authors, 2990 of clcarwin', () => {
    expect(lambdaSchedule(1658, publishedLambda.ronghuaiyang)).toBeGreaterThan(5);
    expect(lambdaSchedule(1659, publishedLambda.ronghuaiyang)).toBe(5);
    expect(lambdaSchedule(2989, publishedLambda.clcarwin)).toBeGreaterThan(5);
    expect(lambdaSchedule(2990, publishedLambda.clcarwin)).toBe(5);
  });

  it('shows the single-precision γ of the Caffe layer at iteration 10', () => {
    expect(lambdaSchedule(10, publishedLambda.authors)).toBeCloseTo(454.54546009, 8);
    expect(lambdaSchedule(10, publishedLambda.ronghuaiyang)).toBeCloseTo(454.54545455, 8);
  });
});

describe('ramps', () => {
  it('cosineDecay falls from 1 to its floor and stays', () => {
    expect([0, 50, 100, 900].map((step) => cosineDecay(step, 100, 0.2))).toEqual([
      1,
      expect.closeTo(0.6, 12),
      expect.closeTo(0.2, 12),
      expect.closeTo(0.2, 12),
    ]);
    expect(cosineDecay(0, 0, 0.2)).toBeCloseTo(0.2, 12);
  });

  it('linearRamp climbs between its ends', () => {
    const ramp = { from: 0.2, startStep: 10, endStep: 20 };
    expect([0, 10, 15, 20, 99].map((step) => linearRamp(step, ramp))).toEqual([
      0.2,
      0.2,
      expect.closeTo(0.6, 12),
      1,
      1,
    ]);
  });
});
