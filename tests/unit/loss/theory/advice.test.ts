import { describe, expect, it } from 'vitest';
import { aSoftmax } from '../../../../src/lib/loss/a-softmax';
import { arcface } from '../../../../src/lib/loss/arcface';
import { cosface } from '../../../../src/lib/loss/cosface';
import { circleMarginBands } from '../../../../src/lib/loss/regions';
import { settingsOf, type ClassLossSpec } from '../../../../src/lib/loss/spec';
import { adviceFor, leastScaleCurve, marginRange } from '../../../../src/lib/loss/theory/advice';

const RAD = Math.PI / 180;
const plane = { classes: 10, dim: 2, probability: 0.9 };
const paper = { classes: 10, dim: 512, probability: 0.9 };
const marginOf = (spec: ClassLossSpec) => spec.parameters.find(({ role }) => role === 'margin')!;
const advise = (spec: ClassLossSpec, m: number, s: number, situation = plane) =>
  adviceFor(spec, settingsOf(spec, { m }), s, situation);
const rangeOf = (spec: ClassLossSpec, situation = plane) =>
  marginRange(spec, settingsOf(spec), marginOf(spec), situation);

describe('advice', () => {
  it('ten classes in the plane are 36° apart: CosFace holds up to 0.19, ArcFace up to 36°', () => {
    expect(advise(cosface, 0.35, 64).verdict).toBe('margin-too-large');
    expect(advise(cosface, 0.35, 64).separation.angleRad / RAD).toBeCloseTo(36, 10);
    expect(rangeOf(cosface).most).toBeCloseTo(1 - Math.cos(36 * RAD), 6);
    expect(rangeOf(arcface).most).toBeCloseTo(36 * RAD, 6);
    expect(advise(arcface, 0.62, 10_000).verdict).not.toBe('margin-too-large');
    expect(advise(arcface, 0.64, 10_000).verdict).toBe('margin-too-large');
  });

  it("the papers' defaults hold where the papers train", () => {
    for (const [spec, m] of [
      [cosface, 0.35],
      [arcface, 0.5],
    ] as const) {
      expect(['tight', 'loose']).toContain(advise(spec, m, 64, paper).verdict);
      expect(rangeOf(spec, paper).isBounded).toBe(false);
    }
  });

  it('what is accepted is what the loss accepts on the circle', () => {
    const weights_cd = Array.from({ length: 10 }, (_, c) => [
      Math.cos(c * 36 * RAD),
      Math.sin(c * 36 * RAD),
    ]).flat();
    for (const [spec, m] of [
      [arcface, 0.5],
      [arcface, 0.2],
      [cosface, 0.15],
      [aSoftmax, 4],
      [aSoftmax, 2],
    ] as const) {
      const { acceptedRad, gapRad } = advise(spec, m, 64);
      const bands = circleMarginBands(spec, settingsOf(spec, { m }), {
        weights_cd,
        bias_c: new Float64Array(10),
      });
      // Towards the next class, from the edge of the accepted arc to the middle.
      const band = bands.find(({ classIndex, fromRad }) => classIndex === 1 && fromRad > 36 * RAD)!;
      expect(band.fromRad - 36 * RAD).toBeCloseTo(acceptedRad, 6);
      expect(gapRad).toBeCloseTo(36 * RAD - 2 * acceptedRad, 9);
    }
  });

  it('a class is narrower than the gaps from half the separation on (ArcFace), and from m = 4 on (A-Softmax)', () => {
    expect(rangeOf(arcface).leastTight).toBeCloseTo(18 * RAD, 5);
    expect(rangeOf(aSoftmax).leastTight).toBe(4);
    expect(advise(aSoftmax, 3, 64).verdict).toBe('loose');
    expect(advise(arcface, 0.5, 500).verdict).toBe('tight');
    expect(advise(arcface, 0.2, 500).verdict).toBe('loose');
  });

  it('the scale is enough from the least one on, where the posterior is the one asked for', () => {
    for (const situation of [plane, paper, { classes: 1000, dim: 512, probability: 0.99 }]) {
      const { leastScale } = advise(cosface, 0.15, 1, situation);
      expect(advise(cosface, 0.15, leastScale * 0.999, situation).verdict).toBe('scale-too-small');
      expect(advise(cosface, 0.15, leastScale * 1.001, situation).verdict).not.toBe('scale-too-small');
      expect(advise(cosface, 0.15, leastScale, situation).posterior).toBeCloseTo(situation.probability, 6);
    }
  });

  it('draws a curve that rises with the margin and ends before the bound', () => {
    const curve = leastScaleCurve(cosface, settingsOf(cosface), marginOf(cosface), plane);
    const scales = curve.map(([, scale]) => scale);
    expect(scales).toEqual([...scales].sort((a, b) => a - b));
    expect(curve.at(-1)![0]).toBeLessThanOrEqual(0.191);
    expect(curve[0][1]).toBeCloseTo(advise(cosface, 0, 1).leastScale, 9);
  });

  it('counts many classes on the circle quickly, and rightly', () => {
    const { leastScale, posterior } = advise(cosface, 0, 1000, { classes: 5000, dim: 2, probability: 0.9 });
    expect(leastScale).toBeGreaterThan(1e5);
    let sum = 0;
    for (let k = 0; k < 5000; k++) sum += Math.exp(1000 * (Math.cos((2 * Math.PI * k) / 5000) - 1));
    expect(posterior).toBeCloseTo(1 / sum, 5);
  });
});
