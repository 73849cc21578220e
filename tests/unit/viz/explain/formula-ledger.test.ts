import { describe, expect, it } from 'vitest';
import { formulaLedger } from '../../../../src/lib/viz/explain/formula-ledger';
import { marginArc } from '../../../../src/lib/viz/explain/margin-arc';

const RAD = Math.PI / 180;

/** The formula again, term by term. */
function byHand(s: number, m: number, deg: number) {
  const own = s * Math.cos(deg * RAD + m);
  const others = Array.from({ length: 9 }, (_, i) => s * Math.cos(deg * RAD - (i + 1) * 36 * RAD));
  const sum = others.reduce((total, z) => total + Math.exp(z), Math.exp(own));
  return { own, other: Math.max(...others), p: Math.exp(own) / sum };
}

describe('formulaLedger', () => {
  it.each([
    [16, 0.5, 12],
    [16, 0, 12],
    [64, 0.5, 3],
    [8, 1, 60],
    [1, 0.2, 100],
  ])('s = %d, m = %f, θ = %d°', (s, m, deg) => {
    const ledger = formulaLedger({ s, marginRad: m, thetaRad: deg * RAD });
    const hand = byHand(s, m, deg);
    expect(ledger.ownLogit).toBeCloseTo(hand.own, 8);
    expect(ledger.otherLogit).toBeCloseTo(hand.other, 8);
    expect(ledger.probability).toBeCloseTo(hand.p, 8);
    expect(ledger.loss).toBeCloseTo(-Math.log(hand.p), 7);
  });

  it('accepts up to (36° − m)/2, refuses up to 18°, and is wrong beyond', () => {
    const verdictAt = (deg: number) => formulaLedger({ s: 16, marginRad: 0.5, thetaRad: deg * RAD }).verdict;
    expect([3, 3.6, 3.8, 12, 17.9, 18.1, 90].map(verdictAt)).toEqual([
      'accepted',
      'accepted',
      'refused',
      'refused',
      'refused',
      'wrong',
      'wrong',
    ]);
  });

  it('names the angle to the nearest other class', () => {
    expect(formulaLedger({ s: 16, marginRad: 0.5, thetaRad: 12 * RAD }).otherRad).toBeCloseTo(24 * RAD, 12);
    expect(formulaLedger({ s: 16, marginRad: 0.5, thetaRad: 100 * RAD }).otherRad).toBeCloseTo(8 * RAD, 12);
  });
});

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
