import { describe, expect, it } from 'vitest';
import { circleMarginBands, circleRegions } from '../../../../src/lib/loss/regions';
import { arcface } from '../../../../src/lib/loss/arcface';
import { evenNotches, unitWeights } from '../../../../src/lib/points/notches';
import { bandsOf, boundariesOf } from '../../../../src/lib/viz/points/own-region';

const degrees = 180 / Math.PI;

describe('the region of a class, seen from its weight', () => {
  const notches = evenNotches(10);
  const planar = unitWeights(notches);
  const regions = circleRegions(arcface, planar);

  it.each([0, 3, 7, 9])('class %i of ten lies between its neighbours, 18° to each side', (own) => {
    const [before, after] = boundariesOf(regions, own, notches[own]);
    // Classes follow each other clockwise, so that the next one lies on the negative side.
    expect(before).toMatchObject({ neighbour: (own + 1) % 10 });
    expect(after).toMatchObject({ neighbour: (own + 9) % 10 });
    expect(before.thetaRad * degrees).toBeCloseTo(-18, 6);
    expect(after.thetaRad * degrees).toBeCloseTo(18, 6);
  });

  it('has bands from where θ + m meets the neighbour to the boundary: m/2 wide', () => {
    const m = 0.3;
    const bands = circleMarginBands(arcface, { s: 16, m, safeguard: 'linear' }, planar);
    for (const own of [0, 5]) {
      const found = bandsOf(bands, own, notches[own]).map((band) => band.map((rad) => rad * degrees));
      found.sort((a, b) => a[0] - b[0]);
      const inner = 18 - (m / 2) * degrees;
      expect(found).toHaveLength(2);
      [-18, -inner, inner, 18].forEach((edge, i) => expect(found.flat()[i]).toBeCloseTo(edge, 3));
    }
  });

  it('of a class alone has no boundaries; a band through θ = π is split there', () => {
    expect(boundariesOf([{ classIndex: 0, fromRad: 0, toRad: 2 * Math.PI }], 0, 0)).toEqual([]);
    const [first, second] = bandsOf([{ classIndex: 0, fromRad: 3, toRad: 3.5 }], 0, 0);
    expect(first).toEqual([3, Math.PI]);
    expect(second[0]).toBe(-Math.PI);
    expect(second[1]).toBeCloseTo(3.5 - 2 * Math.PI, 12);
  });
});
