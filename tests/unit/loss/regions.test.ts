import { describe, expect, it } from 'vitest';
import { evaluateLoss } from '../../../src/lib/loss/reference';
import { defaultConvention } from '../../../src/lib/loss/convention';
import { decide } from '../../../src/lib/loss/decide';
import { classLosses } from '../../../src/lib/loss/registry';
import { planeRegions } from '../../../src/lib/loss/plane-regions';
import { circleMarginBands, circleRegions, type CircleArc } from '../../../src/lib/loss/regions';
import { settingsOf, type ClassLossSpec } from '../../../src/lib/loss/spec';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { arcface } from '../../../src/lib/loss/arcface';
import { cosface } from '../../../src/lib/loss/cosface';
import { softmax } from '../../../src/lib/loss/softmax';
import { createRng } from '../../../src/lib/math/rng';
import { settingsGrid } from './problems';

const TURN = 2 * Math.PI;

function planar(seed: number, classes: number) {
  const rng = createRng(seed);
  const weights_cd = Float64Array.from({ length: 2 * classes }, () => rng.gaussian());
  const bias_c = Float64Array.from({ length: classes }, () => rng.gaussian());
  return { weights_cd, bias_c };
}

/** The classes of the arcs that hold a direction. */
const classesAt = (arcs: readonly CircleArc[], rad: number): number[] =>
  arcs
    .filter(({ fromRad, toRad }) => [rad, rad + TURN].some((turned) => turned > fromRad && turned < toRad))
    .map(({ classIndex }) => classIndex);

const isNearEdge = (arcs: readonly CircleArc[], rad: number, slackRad: number): boolean =>
  arcs.some(({ fromRad, toRad }) =>
    [fromRad, toRad].some((edgeRad) => Math.abs(Math.sin((rad - edgeRad) / 2)) < slackRad),
  );

/** Logits of a long feature in one direction, from the loss itself; `target` puts the margin on that class. */
function logitsTowards(
  spec: ClassLossSpec,
  settings: object,
  weights_cd: Float64Array,
  rad: number,
  target: number,
) {
  const classes = weights_cd.length / 2;
  return evaluateLoss({ ...spec, subcenters: undefined }, settings as never, defaultConvention, {
    embeddings_nd: [1000 * Math.cos(rad), 1000 * Math.sin(rad)],
    weights_cd,
    bias_c: null,
    labels_n: [target],
    dim: 2,
    classes,
  }).logits_nc;
}

/** A loss with raw weights and a margin, as L-Softmax will be. */
const rawMargin: ClassLossSpec = { ...aSoftmax, id: 'raw-margin', scale: 'norms' };

describe.each([...classLosses, rawMargin].map((spec) => [spec.id, spec] as const))(
  'regions of %s',
  (_, spec) => {
    it.each([2, 3, 10])('circleRegions agree with the largest logit, %d classes, seed 31', (classes) => {
      const { weights_cd, bias_c } = planar(31, classes);
      const arcs = circleRegions(spec, { weights_cd, bias_c });
      const total = arcs.reduce((sum, { fromRad, toRad }) => sum + toRad - fromRad, 0);
      expect(total).toBeCloseTo(TURN, 9);
      arcs.forEach((arc, i) => {
        expect(arc.fromRad).toBeGreaterThanOrEqual(0);
        expect(arc.fromRad).toBeLessThan(TURN);
        expect(arc.toRad).toBeGreaterThan(arc.fromRad);
        if (arcs.length > 1) expect(arc.classIndex).not.toBe(arcs[(i + 1) % arcs.length].classIndex);
      });
      for (let i = 0; i < 2000; i++) {
        const rad = ((i + 0.5) / 2000) * TURN;
        if (isNearEdge(arcs, rad, 1e-9)) continue;
        const far = [1e9 * Math.cos(rad), 1e9 * Math.sin(rad)];
        const [winner] = decide(spec, { embeddings_nd: far, weights_cd, bias_c: null, dim: 2, classes });
        expect(classesAt(arcs, rad)).toEqual([winner]);
      }
    });

    it('circleMarginBands agree with the training logits, 4 classes, seed 32, all settings', () => {
      const { weights_cd, bias_c } = planar(32, 4);
      // The gradient moves no band.
      for (const settings of settingsGrid(spec)) {
        // Nor are classes that a batch leaves out drawn as left out.
        if ((settings.gradient ?? 'exact') !== 'exact' || (settings.filter ?? 1) !== 1) continue;
        const regions = circleRegions(spec, { weights_cd, bias_c });
        const bands = circleMarginBands(spec, settings, { weights_cd, bias_c });
        if (!spec.target) expect(bands).toEqual([]);
        for (let i = 0; i < 250; i++) {
          const rad = ((i + 0.5) / 250) * TURN;
          if (isNearEdge([...regions, ...bands], rad, 1e-6)) continue;
          const [winner] = classesAt(regions, rad);
          const logits = Array.from(logitsTowards(spec, settings, weights_cd, rad, winner));
          const refused = logits.some(
            (logit, j) => j !== winner && logit > logits[winner] + 1e-9 * Math.abs(logit),
          );
          expect([rad, classesAt(bands, rad)]).toEqual([rad, refused ? [winner] : []]);
        }
      }
    });

    it("planeRegions agree with the loss's own decision, 5 classes, seed 33", () => {
      const { weights_cd, bias_c } = planar(33, 5);
      const box = { x0: -3, y0: -2, x1: 3, y1: 4 };
      const cells = planeRegions(spec, { weights_cd, bias_c }, box);
      const area = (points: readonly (readonly [number, number])[]) =>
        points.reduce((sum, [x, y], i) => {
          const [nextX, nextY] = points[(i + 1) % points.length];
          return sum + (x * nextY - nextX * y) / 2;
        }, 0);
      // Signed areas: all counter-clockwise, and together the box.
      expect(cells.reduce((sum, { points }) => sum + area(points), 0)).toBeCloseTo(36, 9);
      const rng = createRng(34);
      for (let i = 0; i < 2000; i++) {
        const point = [box.x0 + 6 * rng.next(), box.y0 + 6 * rng.next()];
        const inside = cells.filter(({ points }) =>
          points.every(([x, y], k) => {
            const [nextX, nextY] = points[(k + 1) % points.length];
            return (nextX - x) * (point[1] - y) - (nextY - y) * (point[0] - x) > 0;
          }),
        );
        const [winner] = decide(spec, { embeddings_nd: point, weights_cd, bias_c, dim: 2, classes: 5 });
        expect(inside.map(({ classIndex }) => classIndex)).toEqual([winner]);
      }
    });
  },
);

describe('regions by hand', () => {
  const right = { weights_cd: [1, 0, 0, 1], bias_c: [0, 0] };

  it('two unit weights at a right angle share the circle at 45° and 225°', () => {
    const arcs = circleRegions(cosface, right);
    expect(arcs).toHaveLength(2);
    const [first, second] = arcs;
    expect(first).toMatchObject({ classIndex: 1 });
    expect(first.fromRad).toBeCloseTo(Math.PI / 4, 12);
    expect(first.toRad).toBeCloseTo((5 * Math.PI) / 4, 12);
    expect(second.toRad).toBeCloseTo(TURN + Math.PI / 4, 12);
  });

  it('ArcFace leaves a band of m/2 on each side of the boundary between the weights', () => {
    const bands = circleMarginBands(arcface, settingsOf(arcface, { m: 0.3 }), right);
    const between = bands.filter(({ fromRad }) => fromRad < Math.PI / 2);
    expect(between.map(({ classIndex }) => classIndex).sort()).toEqual([0, 1]);
    for (const { fromRad, toRad } of between) expect(toRad - fromRad).toBeCloseTo(0.15, 6);
  });

  it('one class, and no class', () => {
    expect(circleRegions(softmax, { weights_cd: [1, 2], bias_c: [0] })).toEqual([
      { classIndex: 0, fromRad: 0, toRad: TURN },
    ]);
    expect(circleRegions(softmax, { weights_cd: [], bias_c: [] })).toEqual([]);
  });

  it('of two equal classes the first wins, and a class inside the hull wins nowhere', () => {
    const arcs = circleRegions(softmax, {
      weights_cd: [1, 0, 1, 0, -1, 0, 0, 1, 0, -1, 0.1, 0.1],
      bias_c: new Array(6).fill(0),
    });
    expect(new Set(arcs.map(({ classIndex }) => classIndex))).toEqual(new Set([0, 2, 3, 4]));
  });

  it('a bias moves the line of Softmax: x ≥ 1 for W = (±1, 0), b = (−1, 1)', () => {
    const cells = planeRegions(
      softmax,
      { weights_cd: [1, 0, -1, 0], bias_c: [-1, 1] },
      { x0: -2, y0: -1, x1: 2, y1: 1 },
    );
    expect(Math.min(...cells[0].points.map(([x]) => x))).toBeCloseTo(1, 12);
    expect(Math.max(...cells[1].points.map(([x]) => x))).toBeCloseTo(1, 12);
  });
});
