import { describe, expect, it } from 'vitest';
import { marginArc } from '../../../../src/lib/viz/explain/margin-arc';

describe('marginArc', () => {
  it('measures one angle in three ways', () => {
    const { geodesic, chord, cos, psi, isPastSwitch } = marginArc(1.2, 0.5);
    expect(geodesic).toBe(1.2);
    expect(chord).toBeCloseTo(Math.hypot(1 - Math.cos(1.2), Math.sin(1.2)), 12);
    expect(cos).toBeCloseTo(Math.cos(1.2), 12);
    expect(psi).toBeCloseTo(Math.cos(1.7), 12);
    expect(isPastSwitch).toBe(false);
  });

  it('says where another formula stands in', () => {
    const past = marginArc(3, 0.5);
    expect(past.isPastSwitch).toBe(true);
    expect(past.psi).toBeCloseTo(Math.cos(3) - 0.5 * Math.sin(0.5), 12);
  });
});
