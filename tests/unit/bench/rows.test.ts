/** What the bench's numbers rest on: counted operations, medians of rounds, and what holds and what does not. */
import { describe, expect, it } from 'vitest';
import { flopPerStep } from '../../../tools/bench/flop';
import { median, reportTarget, type Row } from '../../../tools/bench/rows';
import { medianRatio } from '../../../tools/bench/turns';

describe('flopPerStep', () => {
  // By hand: multiply-adds forward and for the weights' gradient, and for the input's except in the first layer.
  it('counts the dense network', () => {
    const multiplyAdds = 784 * 128 * 2 + 128 * 64 * 3 + 64 * 2 * 3 + 2 * 10 * 3;
    expect(flopPerStep('mlp', 128)).toBe(2 * 128 * multiplyAdds);
    expect(flopPerStep('mlp', 128) / 1e6).toBeCloseTo(57.8, 1);
  });

  it('counts a convolution at each of its pixels', () => {
    expect(flopPerStep('lenet', 128) / 1e6).toBeCloseTo(639.3, 1);
    expect(flopPerStep('lenet', 256)).toBe(2 * flopPerStep('lenet', 128));
  });
});

describe('medians', () => {
  it('takes the middle of the sorted values', () => {
    expect(median([30, 4, 100])).toBe(30);
    expect(median([1, 10, 2, 8])).toBe(5);
  });

  it('compares within a round, so that a slow round of both changes nothing', () => {
    expect(medianRatio([20, 200, 20], [10, 100, 10])).toBe(2);
  });
});

describe('reportTarget', () => {
  const okOf = (measured: number, bound: Parameters<typeof reportTarget>[3]) => {
    const rows: Row[] = [];
    reportTarget((row) => rows.push(row), 'x', measured, bound);
    return rows[0].ok;
  };

  it('holds at the bound itself and not past it', () => {
    expect(okOf(16, { atLeast: 16 })).toBe(true);
    expect(okOf(15.99, { atLeast: 16 })).toBe(false);
    expect(okOf(0.1, { atMost: 0.1 })).toBe(true);
    expect(okOf(0.11, { atMost: 0.1 })).toBe(false);
  });

  it('never holds for what could not be measured', () => {
    expect(okOf(NaN, { atLeast: 1 })).toBe(false);
    expect(okOf(NaN, { atMost: 1 })).toBe(false);
  });
});
