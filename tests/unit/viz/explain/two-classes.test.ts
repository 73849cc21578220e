import { describe, expect, it } from 'vitest';
import { marginLossById, marginLosses } from '../../../../src/lib/loss/registry';
import { settingsOf, type LossSettings } from '../../../../src/lib/loss/spec';
import {
  normInUse,
  readTwoClasses,
  twoClassArcs,
  type TwoClassScene,
} from '../../../../src/lib/viz/explain/two-classes';

const RAD = Math.PI / 180;
const sceneOf = (lossId: string, featureDeg: number, changes: LossSettings = {}, norm = 5): TwoClassScene => {
  const spec = marginLossById(lossId)!;
  return {
    spec,
    settings: settingsOf(spec, changes),
    weightsRad: [0, 72 * RAD],
    featureRad: featureDeg * RAD,
    featureNorm: norm,
  };
};

describe('readTwoClasses', () => {
  it('gives ArcFace its own formula', () => {
    const { withMargin, withoutMargin, thetaRad } = readTwoClasses(sceneOf('arcface', 30, { s: 16, m: 0.5 }));
    expect(thetaRad[0]).toBeCloseTo(30 * RAD, 12);
    expect(thetaRad[1]).toBeCloseTo(42 * RAD, 12);
    const own = 16 * Math.cos(30 * RAD + 0.5);
    const other = 16 * Math.cos(42 * RAD);
    expect(withMargin.logits[0]).toBeCloseTo(own, 9);
    expect(withMargin.logits[1]).toBeCloseTo(other, 9);
    expect(withMargin.probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(other - own)), 9);
    expect(withMargin.loss).toBeCloseTo(Math.log(1 + Math.exp(other - own)), 9);
    expect(withoutMargin.logits[0]).toBeCloseTo(16 * Math.cos(30 * RAD), 9);
  });

  it.each([
    [2, 'accepted'],
    [21, 'accepted'],
    [22, 'refused'],
    [35, 'refused'],
    [37, 'wrong'],
    [-20, 'accepted'],
  ] as const)(
    'a feature at %d° is %s: the boundary is at 36°, less half of 28.6° with the margin',
    (deg, verdict) => {
      expect(readTwoClasses(sceneOf('arcface', deg)).verdict).toBe(verdict);
    },
  );

  it.each(marginLosses.map(({ id }) => id))('%s: its step is the downhill slope of its loss', (id) => {
    const at = (turnDeg: number, norm: number) => readTwoClasses(sceneOf(id, turnDeg, {}, norm)).withMargin;
    const scene = sceneOf(id, 25);
    const norm = normInUse(scene);
    const [dx, dy] = at(25, 5).featureStep;
    const [cos, sin] = [Math.cos(25 * RAD), Math.sin(25 * RAD)];
    // Along the circle: −dL/dφ = ‖x‖ · (step · tangent).
    const h = 1e-4;
    const alongCircle = -(at(25 + h, 5).loss - at(25 - h, 5).loss) / (2 * h * RAD);
    expect(norm * (-sin * dx + cos * dy)).toBeCloseTo(alongCircle, 5);
    // Outward: −dL/d‖x‖, which is nothing for a loss that divides by it.
    const outward = -(at(25, 5 + h).loss - at(25, 5 - h).loss) / (2 * h);
    expect(cos * dx + sin * dy).toBeCloseTo(outward, 5);
  });

  it('pulls the own weight towards the feature and pushes the other away', () => {
    const { weightSteps } = readTwoClasses(sceneOf('arcface', 30)).withMargin;
    expect(weightSteps[0][1]).toBeGreaterThan(0);
    // The other weight is at 72°, the feature below it: away is counter-clockwise.
    const away = [-Math.sin(72 * RAD), Math.cos(72 * RAD)];
    expect(weightSteps[1][0] * away[0] + weightSteps[1][1] * away[1]).toBeGreaterThan(0);
  });
});

describe('twoClassArcs', () => {
  it('refuses half of m on each side of the boundary', () => {
    const { bands, regions } = twoClassArcs(sceneOf('arcface', 0, { m: 0.3 }));
    expect(regions).toHaveLength(2);
    const near = bands.filter(({ fromRad }) => fromRad < Math.PI).sort((a, b) => a.fromRad - b.fromRad);
    expect(near.map(({ classIndex }) => classIndex)).toEqual([0, 1]);
    expect(near[0].fromRad).toBeCloseTo(36 * RAD - 0.15, 6);
    expect(near[0].toRad).toBeCloseTo(36 * RAD, 6);
    expect(near[1].toRad).toBeCloseTo(36 * RAD + 0.15, 6);
  });

  it('has no band for a loss without a margin', () => {
    expect(twoClassArcs(sceneOf('softmax', 0)).bands).toEqual([]);
  });
});
