import { describe, expect, it } from 'vitest';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { arcface } from '../../../src/lib/loss/arcface';
import { twoClassBoundary, type BoundaryPoint } from '../../../src/lib/loss/boundary';
import { cosface } from '../../../src/lib/loss/cosface';
import { modifiedSoftmax } from '../../../src/lib/loss/modified-softmax';
import { softmax } from '../../../src/lib/loss/softmax';
import { settingsOf, type LossSettings, type MarginLossSpec } from '../../../src/lib/loss/spec';

/** Class 1's side of each loss's boundary, as the papers write it: zero on the boundary. */
const equations: [string, MarginLossSpec, LossSettings, (t1: number, t2: number) => number][] = [
  ['modified-softmax', modifiedSoftmax, {}, (t1, t2) => Math.cos(t1) - Math.cos(t2)],
  ['cosface', cosface, { m: 0.35 }, (t1, t2) => Math.cos(t1) - 0.35 - Math.cos(t2)],
  ['arcface', arcface, { m: 0.5 }, (t1, t2) => Math.cos(t1 + 0.5) - Math.cos(t2)],
  ['a-softmax', aSoftmax, { m: 4 }, (t1, t2) => Math.cos(4 * t1) - Math.cos(t2)],
];

describe('twoClassBoundary', () => {
  it.each(equations)('%s satisfies its equation on both sides', (_, spec, settings, equation) => {
    const { class1, class2 } = twoClassBoundary(spec, settingsOf(spec, settings))!;
    expect(class1.flat().length).toBeGreaterThan(100);
    for (const { theta1Rad, theta2Rad } of class1.flat())
      expect(equation(theta1Rad, theta2Rad)).toBeCloseTo(0, 6);
    for (const { theta1Rad, theta2Rad } of class2.flat())
      expect(equation(theta2Rad, theta1Rad)).toBeCloseTo(0, 6);
  });

  it('ends where it leaves the square: A-Softmax at (π/m, π), ArcFace at (π − m, π), CosFace at cos θ1 = m − 1', () => {
    const end = (spec: MarginLossSpec, settings: LossSettings): BoundaryPoint =>
      twoClassBoundary(spec, settingsOf(spec, settings))!.class1.at(-1)!.at(-1)!;
    expect(end(aSoftmax, { m: 4 }).theta1Rad).toBeCloseTo(Math.PI / 4, 5);
    expect(end(arcface, { m: 0.5 }).theta1Rad).toBeCloseTo(Math.PI - 0.5, 5);
    expect(end(cosface, { m: 0.35 }).theta1Rad).toBeCloseTo(Math.acos(-0.65), 5);
    expect(end(cosface, { m: 0.35 }).theta2Rad).toBeCloseTo(Math.PI, 4);
  });

  it('breaks where the easy margin jumps', () => {
    const { class1 } = twoClassBoundary(arcface, settingsOf(arcface, { m: 0.5, safeguard: 'easy' }))!;
    expect(class1).toHaveLength(2);
    expect(class1[0].at(-1)!.theta1Rad).toBeCloseTo(Math.PI / 2, 6);
    expect(class1[0].at(-1)!.theta2Rad).toBeCloseTo(Math.PI / 2 + 0.5, 6);
    expect(class1[1][0].theta2Rad).toBeCloseTo(Math.PI / 2, 6);
  });

  it('Softmax has none by angles alone; with norms and biases it has one', () => {
    expect(twoClassBoundary(softmax, {})).toBeNull();
    const { class1, class2 } = twoClassBoundary(softmax, {}, { normRatio: 2, biasGap: 0.3 })!;
    for (const { theta1Rad, theta2Rad } of [...class1.flat(), ...class2.flat()]) {
      expect(2 * Math.cos(theta1Rad) + 0.3).toBeCloseTo(Math.cos(theta2Rad), 6);
    }
  });
});
