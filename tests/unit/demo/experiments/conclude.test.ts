import { describe, expect, it } from 'vitest';
import { conclude, summaryOf, verdictOf } from '../../../../src/lib/demo/experiments/conclude';
import type { Experiment } from '../../../../src/lib/demo/experiments/experiment';

const verdict = (first: number[], second: number[]) => verdictOf(summaryOf(first), summaryOf(second));

describe('a verdict', () => {
  it('needs every seed of one arm beyond every seed of the other', () => {
    expect(verdict([0.91, 0.92, 0.93], [0.8, 0.81, 0.82])).toBe('above');
    expect(verdict([0.8, 0.81, 0.82], [0.91, 0.92, 0.93])).toBe('below');
    // The means are six deviations apart, and yet one seed lies among the others.
    expect(verdict([0.95, 0.95, 0.95], [0.96, 0.5, 0.5])).toBe('none');
  });

  it('needs means further apart than the larger spread', () => {
    // Apart by 0.1 at the nearest, means by 1; the deviation of 0, 0, 3 is √2.
    expect(verdict([2.1, 2.1, 2.1], [0, 0, 2])).toBe('above');
    expect(verdict([3.1, 3.1, 3.1], [3, 3, 0.0])).toBe('none');
  });

  it('is none where all are alike, and where a figure is no number', () => {
    expect(verdict([1, 1, 1], [1, 1, 1])).toBe('none');
    expect(verdict([1, NaN, 1], [0, 0, 0])).toBe('none');
  });

  it('of one seed is refused', () => expect(() => verdict([1], [0])).toThrow(RangeError));
});

describe('the conclusions of an experiment', () => {
  const experiment = {
    id: 'bias',
    comparisons: [
      { measure: 'accuracy', arms: ['removed', 'kept'] },
      { measure: 'interDeg', arms: ['removed', 'kept'] },
    ],
  } as unknown as Experiment;
  const arm = (accuracy: number[], interDeg: number[]) => ({
    settings: {} as never,
    values: { accuracy, interDeg },
  });

  it('compare the arms by each measure, with the difference of their means', () => {
    const arms = { kept: arm([0.9, 0.92, 0.94], [4, 9, 28]), removed: arm([0.5, 0.52, 0.54], [29, 31, 32]) };
    const [accuracy, inter] = conclude(experiment, { seeds: [1, 2, 3], arms });
    expect(accuracy.verdict).toBe('below');
    expect(accuracy.difference).toBeCloseTo(-0.4, 12);
    expect(inter.verdict).toBe('above');
    // (29 + 31 + 32 − 4 − 9 − 28) / 3
    expect(inter.difference).toBeCloseTo(17, 12);
    // √((13² + 2² + 9² − …)): of 29, 31, 32 about 30⅔ it is √(14/9).
    expect(inter.arms[0].deviation).toBeCloseTo(Math.sqrt(14) / 3, 12);
  });

  it('cannot be drawn of what was not measured', () => {
    const arms = { kept: arm([1, 1], [1, 1]) };
    expect(() => conclude(experiment, { seeds: [1, 2], arms })).toThrow(/accuracy of removed/);
  });
});
