import { describe, expect, it } from 'vitest';
import { decimate, lastSample, spreadLabels } from '../../../src/lib/viz/series';
import { roundSteps, roundUp } from '../../../src/lib/viz/ticks';

describe('decimate', () => {
  it('keeps at most a sample a column, in order, and the mean of each', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => i);
    const samples = decimate({ steps, values: steps }, 999, 50);
    expect(samples.length).toBe(50);
    expect(samples[0].value).toBeCloseTo(9.5, 0);
    for (let i = 1; i < samples.length; i++) expect(samples[i].step).toBeGreaterThan(samples[i - 1].step);
  });

  it('leaves out what is not finite, and draws nothing of nothing', () => {
    expect(decimate({ steps: [0, 1, 2], values: [NaN, 5, Infinity] }, 2, 10)).toEqual([
      { step: 1, value: 5 },
    ]);
    expect(decimate({ steps: [], values: [] }, 100, 10)).toEqual([]);
    expect(decimate({ steps: [0], values: [3] }, 0, 10)).toEqual([{ step: 0, value: 3 }]);
  });
});

describe('lastSample', () => {
  it('is the last finite one', () => {
    expect(lastSample({ steps: [0, 1, 2], values: [1, 2, NaN] })).toEqual({ step: 1, value: 2 });
    expect(lastSample({ steps: [], values: [] })).toBeNull();
  });
});

describe('spreadLabels', () => {
  it('keeps labels apart, in order and inside', () => {
    const placed = spreadLabels([50, 51, 50.5, 99], 15, 0, 100);
    const sorted = [...placed].sort((a, b) => a - b);
    for (let i = 1; i < sorted.length; i++)
      expect(sorted[i] - sorted[i - 1]).toBeGreaterThanOrEqual(15 - 1e-9);
    expect(placed[0]).toBeLessThan(placed[2]);
    expect(placed[2]).toBeLessThan(placed[1]);
    expect(Math.max(...placed)).toBeLessThanOrEqual(100);
  });
});

describe('ticks', () => {
  it('are round', () => {
    expect([0.03, 0.2, 1, 1.2, 7, 30, 100].map(roundUp)).toEqual([0.05, 0.2, 1, 2, 10, 50, 100]);
    expect(roundUp(NaN)).toBe(1);
    expect(roundSteps(600, 4)).toEqual([200, 400, 600]);
    expect(roundSteps(0.3, 3)).toEqual([0.1, 0.2, 0.3]);
    expect(roundSteps(NaN, 3)).toEqual([]);
  });
});
