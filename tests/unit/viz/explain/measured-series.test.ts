import { describe, expect, it } from 'vitest';
import { marginKept, marginNever, marginTakenAway } from '../../../../content/arcface/measured';
import { judgeGuess, spreadOf, type MeasuredSeries } from '../../../../src/lib/viz/explain/measured-series';

const series: MeasuredSeries = {
  command: 'made up',
  seeds: [1, 2, 3, 4],
  steps: [10, 20, 30],
  values_seedStep: [
    [5, 1, 9],
    [4, 3, 7],
    [1, 2, 8],
    [2, 8, 6],
  ],
};

describe('spreadOf', () => {
  it('gives least, median and largest of the seeds at each step in reach', () => {
    expect(spreadOf(series)).toEqual([
      { step: 10, min: 1, median: 3, max: 5 },
      { step: 20, min: 1, median: 2.5, max: 8 },
      { step: 30, min: 6, median: 7.5, max: 9 },
    ]);
    expect(spreadOf(series, 20, 20)).toHaveLength(1);
    const odd = { ...series, seeds: [1, 2, 3], values_seedStep: series.values_seedStep.slice(0, 3) };
    expect(spreadOf(odd).map(({ median }) => median)).toEqual([4, 2, 8]);
  });
});

describe('judgeGuess', () => {
  const spread = { step: 1, min: 2, median: 2.4, max: 3 };
  it.each([
    [2.5, 'inside', 0],
    [3.1, 'inside', 0],
    [4, 'above', 1],
    [0.5, 'below', 1.5],
  ] as const)('%f is %s', (guess, side, off) => {
    const verdict = judgeGuess(guess, spread, 0.15);
    expect(verdict.side).toBe(side);
    expect(verdict.off).toBeCloseTo(off, 12);
  });
});

describe('what the article measured', () => {
  const at = (measured: MeasuredSeries, step: number) => spreadOf(measured, step, step)[0];

  it.each([
    ['taken away', marginTakenAway],
    ['kept', marginKept],
    ['never', marginNever],
  ])('%s: one value a seed and step', (_, measured) => {
    expect(measured.values_seedStep).toHaveLength(measured.seeds.length);
    for (const ofSeed of measured.values_seedStep) expect(ofSeed).toHaveLength(measured.steps.length);
  });

  it('a margin taken away loosens the classes a little, and not to where they are without one', () => {
    const [kept, away, never] = [marginKept, marginTakenAway, marginNever].map((runs) => at(runs, 900));
    // Seeds differ by more than the margin does, so each is compared with itself.
    marginTakenAway.seeds.forEach((_, seed) => {
      const last = (runs: typeof marginKept) => runs.values_seedStep[seed].at(-1)!;
      expect(last(marginTakenAway)).toBeGreaterThan(last(marginKept));
      expect(last(marginTakenAway)).toBeLessThan(last(marginNever));
    });
    // Nearer to where it was than to where it never was.
    expect(away.median - kept.median).toBeLessThan(0.5 * (never.median - kept.median));
    expect(at(marginTakenAway, 600)).toEqual(at(marginKept, 600));
  });
});
