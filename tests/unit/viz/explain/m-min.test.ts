import { describe, expect, it } from 'vitest';
import { readArcs } from '../../../../src/lib/viz/explain/m-min';

const DEGREE = Math.PI / 180;

/** The angle between two directions, 0 to π. */
function between(aRad: number, bRad: number): number {
  const turn = Math.abs(aRad - bRad) % (2 * Math.PI);
  return Math.min(turn, 2 * Math.PI - turn);
}

describe.each([1.5, 2, 3, 3.2, 3.7, 3.8, 4, 6])('m = %f, two classes', (m) => {
  it.each([20, 72, 130, 140, 160, 180])(
    '%i° apart: every angle is that of the boundary cos mθ1 = cos θ2',
    (degrees) => {
      const { arcs, maxIntraRad, minInterRad, gap } = readArcs({ m, classes: 2, apartRad: degrees * DEGREE });
      const [own, other] = arcs;
      for (const edge of [own.fromRad, own.toRad]) {
        expect(m * between(edge, own.weightRad)).toBeCloseTo(between(edge, other.weightRad), 9);
      }
      for (const edge of [other.fromRad, other.toRad]) {
        expect(m * between(edge, other.weightRad)).toBeCloseTo(between(edge, own.weightRad), 9);
      }
      expect(own.toRad - own.fromRad).toBeCloseTo(maxIntraRad, 9);
      expect(gap[1] - gap[0]).toBeCloseTo(minInterRad, 9);
    },
  );

  it('the criterion holds beyond the angle that is given, and nowhere else', () => {
    for (let degrees = 1; degrees <= 180; degrees++) {
      const { isOpenSet, holdsBeyondRad } = readArcs({ m, classes: 2, apartRad: degrees * DEGREE });
      expect(isOpenSet).toBe(holdsBeyondRad !== null && degrees * DEGREE > holdsBeyondRad);
    }
  });
});

it('two classes need 2 + √3 at every angle, and a little more than 3 where they stand opposite', () => {
  expect(readArcs({ m: 3.74, classes: 2, apartRad: 0.1 }).isOpenSet).toBe(true);
  expect(readArcs({ m: 3.73, classes: 2, apartRad: 0.1 }).isOpenSet).toBe(false);
  expect(readArcs({ m: 3.01, classes: 2, apartRad: Math.PI }).isOpenSet).toBe(true);
  expect(readArcs({ m: 3, classes: 2, apartRad: Math.PI }).isOpenSet).toBe(false);
});

it.each([3, 10])('%i classes stand evenly, and need more than 3', (classes) => {
  const scene = { classes, apartRad: 1 };
  const { arcs, apartRad, awayRad, towardsRad } = readArcs({ ...scene, m: 4 });
  expect(arcs).toHaveLength(classes);
  expect(apartRad).toBeCloseTo((2 * Math.PI) / classes, 12);
  expect(awayRad).toBe(towardsRad);
  expect(readArcs({ ...scene, m: 3.1 })).toMatchObject({ isOpenSet: true, holdsBeyondRad: 0 });
  expect(readArcs({ ...scene, m: 3 })).toMatchObject({ isOpenSet: false, holdsBeyondRad: null });
});
