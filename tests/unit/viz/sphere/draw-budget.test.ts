import { describe, expect, it } from 'vitest';
import { DrawBudget } from '../../../../src/lib/viz/draw-budget';

function after(...elapsedMs: number[]): DrawBudget {
  const budget = new DrawBudget();
  for (const elapsed of elapsedMs) budget.note(1000, elapsed);
  return budget;
}

describe('DrawBudget', () => {
  it('draws in full where frames come in time, and until it knows better', () => {
    expect(after(16, 17, 16).shareFor(1000, 40)).toBe(1);
    expect(after(900, 900).shareFor(1000, 40)).toBe(1);
  });

  it('draws more coarsely where a full picture would take too long', () => {
    // 100 ms for a full picture: a quarter of the pixels takes 25.
    expect(after(120, 120, 120).shareFor(1000, 40)).toBe(0.5);
    expect(after(120, 120, 120).shareFor(1000, 250)).toBe(1);
    expect(after(9000, 9000, 9000).shareFor(1000, 40)).toBe(0.35);
    // A small picture of the same machine is drawn in full.
    expect(after(120, 120, 120).shareFor(100, 40)).toBe(1);
  });

  it('does not mind one late frame', () => {
    expect(after(16, 800, 17).shareFor(1000, 40)).toBe(1);
  });
});
