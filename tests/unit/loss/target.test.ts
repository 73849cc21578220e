import { describe, expect, it } from 'vitest';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { arcface } from '../../../src/lib/loss/arcface';
import { settingsOf } from '../../../src/lib/loss/spec';
import { targetCurve } from '../../../src/lib/loss/curve';
import { targetLogitAt } from '../../../src/lib/loss/target-logit';

const arc = (thetaRad: number, m: number, safeguard: string) =>
  targetLogitAt(arcface, settingsOf(arcface, { m, safeguard }), thetaRad).psi;
const sphere = (thetaRad: number, m: number, lambda = 0) =>
  targetLogitAt(aSoftmax, settingsOf(aSoftmax, { m, lambda }), thetaRad).psi;

describe('ψ of ArcFace (LOSSES 2.8)', () => {
  it.each([0.1, 0.3, 0.5, 1])('linear safeguard, m = %d: down at π − m by cos m + m·sin m − 1', (m) => {
    const junctionRad = Math.PI - m;
    const jump = arc(junctionRad - 1e-9, m, 'linear') - arc(junctionRad + 1e-9, m, 'linear');
    expect(jump).toBeCloseTo(Math.cos(m) + m * Math.sin(m) - 1, 8);
    expect(jump).toBeGreaterThan((m ** 2 / 2) * Math.cos(m) - 1e-8);
    expect(jump).toBeLessThan(m ** 2 / 2 + 1e-8);
  });

  it('the published jump at m = 0.5 is 0.117295, 7.5 in logits of s = 64', () => {
    const jump = arc(Math.PI - 0.5 - 1e-9, 0.5, 'linear') - arc(Math.PI - 0.5 + 1e-9, 0.5, 'linear');
    expect(jump).toBeCloseTo(0.117295, 6);
    expect(64 * jump).toBeCloseTo(7.5, 1);
  });

  it('m·sin m is the first-order drop at the junction: cos(θ + m) = cos θ − m·sin θ + O(m²)', () => {
    for (const m of [0.01, 0.02, 0.04]) {
      const junctionRad = Math.PI - m;
      const taylor = Math.cos(junctionRad) - m * Math.sin(junctionRad);
      expect(arc(junctionRad + 1e-9, m, 'linear')).toBeCloseTo(taylor, 8);
      expect(Math.abs(Math.cos(junctionRad + m) - taylor)).toBeLessThan(m ** 2 / 2);
    }
  });

  it('easy margin jumps up by sin m at π/2', () => {
    expect(arc(Math.PI / 2 + 1e-9, 0.5, 'easy') - arc(Math.PI / 2 - 1e-9, 0.5, 'easy')).toBeCloseTo(
      Math.sin(0.5),
      8,
    );
  });

  it('clamp stays at −1 past π − m, none rises again to −cos m at π', () => {
    expect(arc(Math.PI - 0.2, 0.5, 'clamp')).toBe(-1);
    expect(arc(Math.PI, 0.5, 'none')).toBeCloseTo(-Math.cos(0.5), 12);
    expect(arc(Math.PI, 0.5, 'linear')).toBeCloseTo(-1 - 0.5 * Math.sin(0.5), 12);
  });

  it('is cos(θ + m) at every angle before', () => {
    for (let thetaRad = 0; thetaRad < Math.PI - 0.51; thetaRad += 0.01) {
      for (const safeguard of ['none', 'linear', 'clamp']) {
        expect(arc(thetaRad, 0.5, safeguard)).toBeCloseTo(Math.cos(thetaRad + 0.5), 12);
      }
    }
  });
});

describe('ψ of A-Softmax (LOSSES 2.4)', () => {
  it.each([1, 2, 3, 4])('m = %d: ψ(0) = 1, ψ(kπ/m) = 1 − 2k, ψ(π) = 1 − 2m', (m) => {
    for (let k = 0; k <= m; k++) expect(sphere((k * Math.PI) / m, m)).toBeCloseTo(1 - 2 * k, 12);
  });

  it.each([2, 3, 4])('m = %d: (−1)^k cos(mθ) − 2k by floor(mθ/π)', (m) => {
    for (let i = 0; i < 1000; i++) {
      const thetaRad = ((i + 0.5) / 1000) * Math.PI;
      const k = Math.floor((m * thetaRad) / Math.PI);
      expect(sphere(thetaRad, m)).toBeCloseTo((-1) ** k * Math.cos(m * thetaRad) - 2 * k, 11);
    }
  });

  it('λ = 5 leaves five sixths of softmax', () => {
    expect(sphere(1.3, 4, 5)).toBeCloseTo((5 * Math.cos(1.3) + sphere(1.3, 4)) / 6, 12);
  });
});

describe('targetCurve', () => {
  it('samples both sides of a jump and is ascending from 0 to π', () => {
    const { thetaRad, psi, cos, slope } = targetCurve(arcface, settingsOf(arcface, { m: 0.5 }), 11);
    expect(thetaRad).toHaveLength(13);
    expect(thetaRad[0]).toBe(0);
    expect(thetaRad.at(-1)).toBe(Math.PI);
    for (let i = 1; i < 13; i++) expect(thetaRad[i]).toBeGreaterThan(thetaRad[i - 1]);
    const junction = thetaRad.findIndex((rad) => rad > Math.PI - 0.5);
    expect(psi[junction - 1] - psi[junction]).toBeCloseTo(0.117295, 5);
    expect(cos[4]).toBe(Math.cos(thetaRad[4]));
    expect(slope[0]).toBeCloseTo(-Math.sin(0.5), 12);
  });
});
