import { describe, expect, it } from 'vitest';
import { aSoftmax } from '../../../../src/lib/loss/a-softmax';
import { settingsOf } from '../../../../src/lib/loss/spec';
import { targetLogitAt } from '../../../../src/lib/loss/target-logit';
import {
  LEAST_MARGIN_MANY_CLASSES,
  LEAST_MARGIN_TWO_CLASSES,
  manyClassArcs,
  twoClassArcs,
} from '../../../../src/lib/loss/theory/a-softmax-arcs';
import { mostCosineMargin } from '../../../../src/lib/loss/theory/margin-bounds';
import { safeguardConstants } from '../../../../src/lib/loss/theory/safeguard-constants';
import { widestSeparation } from '../../../../src/lib/loss/theory/separation';
import { createRng } from '../../../../src/lib/math/rng';
import { angleBetween } from '../../../../src/lib/math/angle';

const DEGREES = 180 / Math.PI;
const degrees = (classes: number, dim: number) => widestSeparation(classes, dim).angleRad * DEGREES;

describe('the widest separation', () => {
  it('is that of the known best arrangements', () => {
    expect(degrees(10, 2)).toBeCloseTo(36, 10);
    expect(degrees(2, 2)).toBeCloseTo(180, 10);
    expect(degrees(4, 3)).toBeCloseTo(109.4712, 4); // tetrahedron
    expect(degrees(6, 3)).toBeCloseTo(90, 10); // octahedron
    expect(degrees(12, 3)).toBeCloseTo(63.4349, 4); // icosahedron
    expect(degrees(10, 512)).toBeCloseTo(96.3794, 4); // simplex
    expect(degrees(600, 512)).toBeCloseTo(90, 10); // Rankin
  });

  it('says where it is only a bound, and the bound holds: the best of many random sets stays below, seed 41', () => {
    const rng = createRng(41);
    for (const [classes, dim] of [
      [10, 3],
      [20, 3],
      [30, 4],
    ]) {
      const { angleRad, exact } = widestSeparation(classes, dim);
      expect(exact).toBe(false);
      let best = 0;
      for (let set = 0; set < 60; set++) {
        const points = Array.from({ length: classes }, () =>
          Array.from({ length: dim }, () => rng.gaussian()),
        );
        let nearest = Infinity;
        points.forEach((p, i) =>
          points.slice(0, i).forEach((q) => (nearest = Math.min(nearest, angleBetween(p, q)))),
        );
        best = Math.max(best, nearest);
      }
      expect(best).toBeLessThan(angleRad);
    }
    // The bound is no idle one: known arrangements of 24 points on the sphere (snub cube) keep 43.69°.
    expect(degrees(24, 3)).toBeGreaterThan(43.69);
    expect(degrees(24, 3)).toBeLessThan(46);
  });

  it('never grows with C and never shrinks with d', () => {
    for (const dim of [2, 3, 8, 64, 512]) {
      const angles = [2, 3, 5, 10, 50, 100, 1000, 100_000].map((classes) => degrees(classes, dim));
      expect(angles).toEqual([...angles].sort((a, b) => b - a));
    }
    for (const classes of [3, 10, 1000]) {
      const angles = [2, 3, 4, 16, 64, 512].map((dim) => degrees(classes, dim));
      expect(angles).toEqual([...angles].sort((a, b) => a - b));
    }
  });

  it('refuses fewer than two classes or dimensions', () => {
    expect(() => widestSeparation(1, 2)).toThrow('two classes');
    expect(() => widestSeparation(10, 1)).toThrow('two dimensions');
    expect(() => widestSeparation(2.5, 2)).toThrow('two classes');
  });
});

describe("CosFace's largest margin", () => {
  it('is 1 − cos of the widest separation where that is exact', () => {
    for (const [classes, dim] of [
      [10, 2],
      [8, 2],
      [4, 3],
      [10, 512],
    ]) {
      const { value, strict } = mostCosineMargin(classes, dim);
      expect(value).toBeCloseTo(1 - Math.cos(widestSeparation(classes, dim).angleRad), 12);
      expect(strict).toBe(false);
    }
    expect(mostCosineMargin(10, 2).value).toBeCloseTo(0.19, 2);
    expect(mostCosineMargin(1000, 512).strict).toBe(true);
  });
});

/** Directions in the plane that A-Softmax gives to class 1, found by trying: ψ(θ₁) ≥ cos of the angle to each other weight. */
function classOneByTrial(m: number, otherDirectionsRad: number[]) {
  const settings = settingsOf(aSoftmax, { m, lambda: 0 });
  const steps = 7200;
  const distance = (a: number, b: number) => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
  const isOwn = (rad: number) => {
    const own = targetLogitAt(aSoftmax, settings, distance(rad, 0)).psi;
    return otherDirectionsRad.every((other) => own >= Math.cos(distance(rad, other)));
  };
  const edge = (sign: number) => {
    let i = 0;
    while (i < steps && isOwn((sign * i * Math.PI) / steps)) i++;
    return (i * Math.PI) / steps;
  };
  return { towardsRad: edge(1), awayRad: edge(-1), stepRad: Math.PI / steps };
}

describe("A-Softmax's arcs", () => {
  it('of two classes are those that its target logit draws', () => {
    for (const m of [2, 3, 4]) {
      for (const apartRad of [0.5, 1, 2, 3]) {
        const tried = classOneByTrial(m, [apartRad]);
        const arcs = twoClassArcs(m, apartRad);
        expect(Math.abs(arcs.towardsRad - tried.towardsRad)).toBeLessThan(2 * tried.stepRad);
        expect(Math.abs(arcs.awayRad - tried.awayRad)).toBeLessThan(2 * tried.stepRad);
        expect(arcs.maxIntraRad).toBeCloseTo(arcs.towardsRad + arcs.awayRad, 12);
        expect(arcs.minInterRad).toBeCloseTo(((m - 1) * apartRad) / (m + 1), 12);
      }
    }
  });

  it('of many classes are those that its target logit draws', () => {
    for (const m of [2, 3, 4]) {
      const tried = classOneByTrial(m, [(2 * Math.PI) / 10, (-2 * Math.PI) / 10]);
      const arcs = manyClassArcs(m, (2 * Math.PI) / 10);
      expect(Math.abs(arcs.towardsRad - tried.towardsRad)).toBeLessThan(2 * tried.stepRad);
      expect(Math.abs(arcs.awayRad - tried.awayRad)).toBeLessThan(2 * tried.stepRad);
    }
  });

  it('meet the criterion of the open set from 2 + √3 on, and from 3 on', () => {
    expect(LEAST_MARGIN_TWO_CLASSES).toBeCloseTo(3.732, 3);
    for (const apartRad of [0.3, 1, 2]) {
      expect(twoClassArcs(LEAST_MARGIN_TWO_CLASSES - 1e-9, apartRad).isOpenSet).toBe(false);
      expect(twoClassArcs(LEAST_MARGIN_TWO_CLASSES + 1e-9, apartRad).isOpenSet).toBe(true);
      expect(manyClassArcs(LEAST_MARGIN_MANY_CLASSES - 1e-9, apartRad).isOpenSet).toBe(false);
      expect(manyClassArcs(LEAST_MARGIN_MANY_CLASSES + 1e-9, apartRad).isOpenSet).toBe(true);
    }
  });
});

describe("the safeguard's constants", () => {
  it('drop by no more than m²/2 and never rise', () => {
    for (let m = 0.01; m < Math.PI / 2; m += 0.01) {
      const { drop, subtracted, continuous, cosAtSwitch } = safeguardConstants(m);
      expect(drop).toBeGreaterThan(0);
      expect(drop).toBeLessThanOrEqual((m * m) / 2);
      expect(cosAtSwitch - subtracted).toBeCloseTo(-1 - drop, 12);
      expect(continuous).toBeCloseTo(1 - Math.cos(m), 14);
    }
  });
});
