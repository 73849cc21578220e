/** Regions and bands on the sphere against the losses themselves, direction by direction. */
import { describe, expect, it } from 'vitest';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { defaultConvention } from '../../../src/lib/loss/convention';
import { decide } from '../../../src/lib/loss/decide';
import { evaluateLoss } from '../../../src/lib/loss/reference';
import { classLosses } from '../../../src/lib/loss/registry';
import { settingsOf, subcentersOf, type ClassLossSpec } from '../../../src/lib/loss/spec';
import {
  cut,
  refusalProbe,
  sphereCells,
  sphereWeights,
  type SphereCell,
  type Vector3,
} from '../../../src/lib/loss/sphere-regions';
import { createRng } from '../../../src/lib/math/rng';
import { settingsGrid } from './problems';

const head = (seed: number, classes: number) => {
  const rng = createRng(seed);
  return {
    weights_cd: Float64Array.from({ length: 3 * classes }, () => rng.gaussian()),
    bias_c: new Float64Array(classes),
  };
};

function directions(seed: number, count: number): Vector3[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => {
    const [x, y, z] = [rng.gaussian(), rng.gaussian(), rng.gaussian()];
    const norm = Math.hypot(x, y, z);
    return [x / norm, y / norm, z / norm];
  });
}

const triple = (a: Vector3, b: Vector3, c: Vector3): number =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) -
  a[1] * (b[0] * c[2] - b[2] * c[0]) +
  a[2] * (b[0] * c[1] - b[1] * c[0]);

const next = <T>(list: readonly T[], k: number): T => list[(k + 1) % list.length];

const holds = ({ corners }: SphereCell, u: Vector3): boolean =>
  corners.every((corner, k) => triple(corner, next(corners, k), u) > 0);

/** Solid angle of a spherical polygon, triangle by triangle (van Oosterom and Strackee). */
function solidAngle({ corners }: SphereCell): number {
  const dot = (a: Vector3, b: Vector3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  let sum = 0;
  for (let k = 1; k + 1 < corners.length; k++) {
    const [a, b, c] = [corners[0], corners[k], corners[k + 1]];
    sum += 2 * Math.atan2(triple(a, b, c), 1 + dot(a, b) + dot(b, c) + dot(c, a));
  }
  return sum;
}

/** A loss with raw weights and a margin, as L-Softmax will be. */
const rawMargin: ClassLossSpec = { ...aSoftmax, id: 'raw-margin', scale: 'norms' };

describe.each([...classLosses, rawMargin].map((spec) => [spec.id, spec] as const))(
  'on the sphere, %s',
  (_, spec) => {
    it.each([1, 2, 3, 10])(
      'cells of %d classes cover it once and agree with the largest logit, seed 71',
      (classes) => {
        const { weights_cd, bias_c } = head(71, classes);
        const cells = sphereCells(sphereWeights(spec, { weights_cd, bias_c }));
        expect(cells.reduce((sum, cell) => sum + solidAngle(cell), 0)).toBeCloseTo(4 * Math.PI, 6);
        for (const u of directions(72, 500)) {
          const [winner] = decide(spec, { embeddings_nd: u, weights_cd, bias_c: null, dim: 3, classes });
          const holding = cells.filter((cell) => holds(cell, u));
          expect(holding.map(({ classIndex }) => classIndex)).toEqual([winner]);
        }
      },
    );

    it('on an arc between two cells both logits are equal, and no other is larger, seed 73', () => {
      const weights = sphereWeights(spec, head(73, 10));
      let arcs = 0;
      for (const { classIndex, corners, rivals } of sphereCells(weights)) {
        rivals.forEach((rival, k) => {
          if (rival === cut) return;
          arcs++;
          const [a, b] = [corners[k], next(corners, k)];
          const middle = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
          const logits = weights.map((w) => w[0] * middle[0] + w[1] * middle[1] + w[2] * middle[2]);
          expect(logits[rival]).toBeCloseTo(logits[classIndex], 9);
          expect(Math.max(...logits)).toBeCloseTo(logits[classIndex], 9);
        });
      }
      expect(arcs).toBeGreaterThan(20);
    });

    it('a direction is refused where the training logits refuse it, all settings, seed 74', () => {
      const classes = 4;
      // The gradient moves no band, and what a loss takes out of a batch is drawn as if it were in.
      for (const settings of settingsGrid(spec).filter(
        ({ gradient, filter }) => (gradient ?? 'exact') === 'exact' && (filter ?? 1) === 1,
      )) {
        const perClass = subcentersOf(spec, settings);
        const rows = classes * perClass;
        const { weights_cd } = head(74, rows);
        const weights = sphereWeights(spec, { weights_cd, bias_c: new Float64Array(classes) });
        const probe = refusalProbe(spec, settings, weights, perClass);
        if (!spec.target) {
          expect(probe).toBeNull();
          continue;
        }
        for (const u of directions(75, 60)) {
          const [winner] = decide(spec, { embeddings_nd: u, weights_cd, bias_c: null, dim: 3, classes });
          const logits = Array.from(
            evaluateLoss(spec, settings as never, defaultConvention, {
              embeddings_nd: u.map((value) => 1000 * value),
              weights_cd,
              bias_c: null,
              labels_n: [winner],
              dim: 3,
              classes,
            }).logits_nc,
          );
          const own = logits[winner];
          logits[winner] = -Infinity;
          const rival = logits.indexOf(Math.max(...logits));
          if (Math.abs(logits[rival] - own) < 1e-6 * Math.abs(own)) continue;
          const found = probe!(...u);
          const byClass = [Math.floor(found / rows), found % rows].map((row) => Math.floor(row / perClass));
          if (logits[rival] > own) expect(byClass).toEqual([winner, rival]);
          else expect(found).toBe(-1);
        }
      }
    });

    it('cells of classes with three weights agree with the largest logit, and border other classes only, seed 76', () => {
      const classes = 5;
      const { weights_cd } = head(76, 3 * classes);
      const cells = sphereCells(sphereWeights(spec, { weights_cd, bias_c: new Float64Array(classes) }), 3);
      expect(cells.reduce((sum, cell) => sum + solidAngle(cell), 0)).toBeCloseTo(4 * Math.PI, 6);
      for (const u of directions(77, 300)) {
        const [winner] = decide(spec, { embeddings_nd: u, weights_cd, bias_c: null, dim: 3, classes });
        const holding = cells.filter((cell) => holds(cell, u));
        expect(holding.map(({ classIndex }) => classIndex)).toEqual([winner]);
      }
      for (const { row, classIndex, rivals, rivalRows } of cells) {
        expect(Math.floor(row / 3)).toBe(classIndex);
        expect(rivals).toEqual(rivalRows.map((rival) => (rival === cut ? cut : Math.floor(rival / 3))));
      }
    });
  },
);

it('two equal weights leave the region to the first', () => {
  const weights: Vector3[] = [
    [0, 0, 1],
    [0, 0, 1],
    [1, 0, 0],
  ];
  const cells = sphereCells(weights);
  expect(new Set(cells.map(({ classIndex }) => classIndex))).toEqual(new Set([0, 2]));
  expect(cells.reduce((sum, cell) => sum + solidAngle(cell), 0)).toBeCloseTo(4 * Math.PI, 6);
});

it('a margin larger than the room refuses even the weight itself', () => {
  const arcface = classLosses.find(({ id }) => id === 'arcface')!;
  const weights: Vector3[] = [
    [0, 0, 1],
    [Math.sin(0.3), 0, Math.cos(0.3)],
  ];
  const at = (m: number) => refusalProbe(arcface, settingsOf(arcface, { m }), weights)!(0, 0, 1);
  expect(at(0.2)).toBe(-1);
  expect(at(0.4)).toBe(1);
});
