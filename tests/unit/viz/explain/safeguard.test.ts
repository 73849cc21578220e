import { describe, expect, it } from 'vitest';
import {
  arcfaceSettings,
  safeguards,
  safeguardShape,
  shapeAt,
  subtracted,
} from '../../../../src/lib/viz/explain/safeguard';

const margins = [0.05, 0.2, 0.5, 0.8, 1];

describe('safeguardShape', () => {
  it('knows the four safeguards of the loss', () => {
    expect(safeguards).toEqual(['none', 'linear', 'clamp', 'easy']);
  });

  it.each(margins)('linear, m = %f: one jump down by cos m + m sin m − 1 at π − m, and no rise', (m) => {
    const { jumps, stretches, switchRad } = safeguardShape(arcfaceSettings(m, 'linear'));
    expect(jumps).toHaveLength(1);
    expect(jumps[0].atRad).toBeCloseTo(Math.PI - m, 8);
    expect(switchRad).toBeCloseTo(Math.PI - m, 12);
    expect(jumps[0].from).toBeCloseTo(-1, 8);
    expect(jumps[0].from - jumps[0].to).toBeCloseTo(Math.cos(m) + m * Math.sin(m) - 1, 7);
    expect(stretches.map(({ course }) => course)).toEqual(['falls', 'falls']);
  });

  it.each(margins)('none, m = %f: falls to −1 at π − m, then rises to −cos m', (m) => {
    const { jumps, stretches } = safeguardShape(arcfaceSettings(m, 'none'));
    expect(jumps).toEqual([]);
    expect(stretches.map(({ course }) => course)).toEqual(['falls', 'rises']);
    const half = Math.PI / 360;
    expect(Math.abs(stretches[1].points[0].thetaRad - (Math.PI - m))).toBeLessThan(2 * half);
    expect(stretches[1].points.at(-1)!.psi).toBeCloseTo(-Math.cos(m), 10);
  });

  it.each(margins)('clamp, m = %f: rests at −1 past the switch, without a jump', (m) => {
    const { jumps, stretches } = safeguardShape(arcfaceSettings(m, 'clamp'));
    expect(jumps).toEqual([]);
    expect(stretches.at(-1)!.course).toBe('rests');
    expect(stretches.at(-1)!.points.every(({ psi }) => Math.abs(psi + 1) < 1e-9)).toBe(true);
    expect(stretches.some(({ course }) => course === 'rises')).toBe(false);
  });

  it.each(margins)('easy, m = %f: jumps up by sin m at 90°', (m) => {
    const { jumps } = safeguardShape(arcfaceSettings(m, 'easy'));
    expect(jumps).toHaveLength(1);
    expect(jumps[0].atRad).toBeCloseTo(Math.PI / 2, 8);
    expect(jumps[0].to - jumps[0].from).toBeCloseTo(Math.sin(m), 7);
  });

  it('without a margin is one falling stretch, whatever the safeguard', () => {
    for (const safeguard of safeguards) {
      const { jumps, stretches } = safeguardShape(arcfaceSettings(0, safeguard));
      expect(jumps).toEqual([]);
      expect(stretches.map(({ course }) => course)).toEqual(['falls']);
    }
  });

  it('covers every angle but the jump, in order', () => {
    const anglesRad = safeguardShape(arcfaceSettings(0.5, 'linear')).stretches.flatMap(({ points }) =>
      points.map(({ thetaRad }) => thetaRad),
    );
    expect(anglesRad[0]).toBe(0);
    expect(anglesRad.at(-1)).toBeCloseTo(Math.PI, 12);
    expect([...anglesRad].sort((a, b) => a - b)).toEqual(anglesRad);
  });
});

describe('shapeAt', () => {
  it.each([
    ['linear', 2, 'towards'],
    ['linear', 3, 'towards'],
    ['none', 2, 'towards'],
    ['none', 3, 'away'],
    ['clamp', 3, 'nowhere'],
    ['easy', 3, 'towards'],
  ] as const)('%s at θ = %f turns a feature %s', (safeguard, thetaRad, turn) => {
    expect(shapeAt(arcfaceSettings(0.5, safeguard), thetaRad).turn).toBe(turn);
  });

  it('has the slope of its own values', () => {
    const settings = arcfaceSettings(0.5, 'linear');
    for (const rad of [0.3, 1.2, 2.5, 2.9]) {
      const step = 1e-5;
      const difference = (shapeAt(settings, rad + step).psi - shapeAt(settings, rad - step).psi) / (2 * step);
      expect(shapeAt(settings, rad).slope).toBeCloseTo(difference, 6);
    }
  });
});

describe('subtracted', () => {
  it('is 0.2397 for m = 0.5 where 0.1224 would do, and always enough', () => {
    expect(subtracted(0.5).usual).toBeCloseTo(0.239713, 6);
    expect(subtracted(0.5).least).toBeCloseTo(0.122417, 6);
    for (const m of margins) expect(subtracted(m).usual).toBeGreaterThan(subtracted(m).least);
  });
});
