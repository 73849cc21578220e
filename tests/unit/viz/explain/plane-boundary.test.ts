import { describe, expect, it } from 'vitest';
import {
  clipSquare,
  lineWithin,
  opposite,
  readPlane,
  sidesOf,
  type PlaneScene,
  type Vector,
} from '../../../../src/lib/viz/explain/plane-boundary';

const scene = (biasGap: number, feature: Vector): PlaneScene => ({
  weights: [
    [-0.6, 0.8],
    [1.2, 1.6],
  ],
  biasGap,
  feature,
});
const area = (corners: readonly Vector[]): number =>
  Math.abs(
    corners.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );

describe('readPlane', () => {
  it('gives logits, share, loss and the step by their formulas', () => {
    const { logits, probability, loss, step, thetaRad } = readPlane(scene(0.7, [0.5, 2]));
    expect(logits[0]).toBeCloseTo(-0.3 + 1.6 + 0.7, 12);
    expect(logits[1]).toBeCloseTo(0.6 + 3.2, 12);
    const p = 1 / (1 + Math.exp(logits[1] - logits[0]));
    expect(probability).toBeCloseTo(p, 12);
    expect(loss).toBeCloseTo(-Math.log(p), 12);
    expect(step[0]).toBeCloseTo((1 - p) * (-0.6 - 1.2), 12);
    expect(step[1]).toBeCloseTo((1 - p) * (0.8 - 1.6), 12);
    expect(thetaRad[0]).toBeCloseTo(Math.acos((-0.3 + 1.6) / Math.hypot(0.5, 2)), 12);
  });

  it('knows whom each rule chooses, on both sides of both lines', () => {
    const rules = ([x, y]: Vector, bias = 0) => {
      const { byLogits, byAngle } = readPlane(scene(bias, [x, y]));
      return [byLogits, byAngle];
    };
    expect(rules([-3, 1])).toEqual([1, 1]);
    expect(rules([3, 1])).toEqual([2, 2]);
    expect(rules([-0.3, 3])).toEqual([2, 1]);
    expect(rules([0.3, -3])).toEqual([1, 2]);
    expect(rules([0.3, 0.3], 4)).toEqual([1, 2]);
  });
});

describe('the lines', () => {
  it.each([0, 1.5, -3])('with bias %d are where logits and angles are equal', (bias) => {
    const { byLogits, byAngle } = sidesOf(scene(bias, [1, 1]));
    for (const end of lineWithin(5, byLogits)) {
      const { logits } = readPlane(scene(bias, end));
      expect(logits[0]).toBeCloseTo(logits[1], 9);
    }
    for (const end of lineWithin(5, byAngle)) {
      const { thetaRad } = readPlane(scene(bias, end));
      // Past the origin both are the other way round, and still equal.
      expect(thetaRad[0]).toBeCloseTo(thetaRad[1], 9);
    }
    expect(lineWithin(5, byLogits)).toHaveLength(2);
  });

  it('part the square, and miss it where the bias is large', () => {
    const { byLogits, byAngle } = sidesOf(scene(1, [1, 1]));
    expect(area(clipSquare(5, [byLogits])) + area(clipSquare(5, [opposite(byLogits)]))).toBeCloseTo(100, 9);
    const parts = [byLogits, opposite(byLogits)].flatMap((a) =>
      [byAngle, opposite(byAngle)].map((b) => area(clipSquare(5, [a, b]))),
    );
    expect(parts.reduce((a, b) => a + b)).toBeCloseTo(100, 9);
    expect(lineWithin(5, sidesOf(scene(50, [1, 1])).byLogits)).toEqual([]);
    expect(clipSquare(5, [opposite(sidesOf(scene(50, [1, 1])).byLogits)])).toEqual([]);
  });

  it('of two equal weights there is none', () => {
    const same: PlaneScene = {
      weights: [
        [1, 1],
        [1, 1],
      ],
      biasGap: 0.5,
      feature: [1, 0],
    };
    expect(lineWithin(5, sidesOf(same).byLogits)).toEqual([]);
  });
});
