import { describe, expect, it } from 'vitest';
import { RunHistory, Series } from '../../../src/lib/demo/history';

describe('the history of a run', () => {
  it('gives each loss its step: the last belongs to the frame', () => {
    const history = new RunHistory();
    history.add(0, [], 0.1);
    history.add(3, Float32Array.of(2, 1.5, 1.25), 0.5);
    history.add(5, Float32Array.of(1, 0.5), NaN);
    expect([history.loss.steps, history.loss.values]).toEqual([
      [1, 2, 3, 4, 5],
      [2, 1.5, 1.25, 1, 0.5],
    ]);
    expect([history.accuracy.steps, history.accuracy.values]).toEqual([
      [0, 3],
      [0.1, 0.5],
    ]);
  });

  it('forgets what came after a step to which the run went back', () => {
    const history = new RunHistory();
    history.add(4, [4, 3, 2, 1], 0.9);
    history.add(2, [], 0.4);
    history.add(3, [7], 0.5);
    expect([history.loss.steps, history.loss.values]).toEqual([
      [1, 2, 3],
      [4, 3, 7],
    ]);
    expect([history.accuracy.steps, history.accuracy.values]).toEqual([
      [2, 3],
      [0.4, 0.5],
    ]);
  });

  it('says nothing twice of one step', () => {
    const series = new Series();
    series.push(3, 1);
    series.push(3, 2);
    expect([series.steps, series.values]).toEqual([[3], [2]]);
  });

  it('stays bounded over a long run, keeps its ends, and thins what is old', () => {
    const series = new Series();
    for (let step = 1; step <= 50_000; step++) series.push(step, step / 2);
    expect(series.steps.length).toBeLessThanOrEqual(4096);
    expect(series.steps.length).toBeGreaterThan(1500);
    expect(series.values).toEqual(series.steps.map((step) => step / 2));
    expect(series.steps[0]).toBe(1);
    expect(series.steps.at(-1)).toBe(50_000);
    // The newest thousand are all there.
    expect(series.steps.slice(-1000)).toEqual(Array.from({ length: 1000 }, (_, i) => 49_001 + i));
    for (let i = 1; i < series.steps.length; i++)
      expect(series.steps[i]).toBeGreaterThan(series.steps[i - 1]);
  });
});
