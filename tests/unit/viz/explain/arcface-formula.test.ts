import { describe, expect, it } from 'vitest';
import { arcface } from '../../../../src/lib/loss/arcface';
import { settingsOf } from '../../../../src/lib/loss/spec';
import { lossReading } from '../../../../src/lib/viz/explain/loss-formula';

const RAD = Math.PI / 180;
const read = (s: number, m: number, deg: number) =>
  lossReading(arcface, settingsOf(arcface, { s, m }), deg * RAD);

/** The formula again, term by term. */
function byHand(s: number, m: number, deg: number) {
  const own = s * Math.cos(deg * RAD + m);
  const others = Array.from({ length: 9 }, (_, i) => s * Math.cos(deg * RAD - (i + 1) * 36 * RAD));
  const sum = others.reduce((total, z) => total + Math.exp(z), Math.exp(own));
  return { own, other: Math.max(...others), p: Math.exp(own) / sum };
}

describe('ArcFace’s formula with numbers', () => {
  it.each([
    [16, 0.5, 12],
    [16, 0, 12],
    [64, 0.5, 3],
    [8, 1, 60],
    [1, 0.2, 100],
  ])('s = %d, m = %f, θ = %d°', (s, m, deg) => {
    const ledger = read(s, m, deg);
    const hand = byHand(s, m, deg);
    expect(ledger.ownLogit).toBeCloseTo(hand.own, 8);
    expect(ledger.otherLogit).toBeCloseTo(hand.other, 8);
    expect(ledger.probability).toBeCloseTo(hand.p, 8);
    expect(ledger.loss).toBeCloseTo(-Math.log(hand.p), 7);
  });

  it('accepts up to (36° − m)/2, refuses up to 18°, and is wrong beyond', () => {
    const verdictAt = (deg: number) => read(16, 0.5, deg).verdict;
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
    expect(read(16, 0.5, 12).otherRad).toBeCloseTo(24 * RAD, 12);
    expect(read(16, 0.5, 100).otherRad).toBeCloseTo(8 * RAD, 12);
  });
});
