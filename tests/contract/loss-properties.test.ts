/** What must hold of every loss with class weights whatever its formula: derivatives, symmetries, limits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conventionFor, defaultConvention, type Convention } from '../../src/lib/loss/convention';
import { normalize } from '../../src/lib/loss/normalize';
import { numberField } from '../../src/lib/loss/number-field';
import { column } from '../../src/lib/loss/reference-column';
import { evaluateLoss, type LossProblem } from '../../src/lib/loss/reference';
import { classLosses } from '../../src/lib/loss/registry';
import {
  settingsOf,
  subcentersOf,
  type LogitShape,
  type LossSettings,
  type MarginLossSpec,
} from '../../src/lib/loss/spec';
import { problemFor, relativeDifference, settingsGrid } from '../unit/loss/problems';

const bare: Convention = { ...defaultConvention, normalization: { rule: 'bare', epsilon: 0 } };
const shape = { samples: 7, dim: 4, classes: 5 };
const anglesRad = [1e-6, 1e-5, 1e-3, 0.1, 0.5, 1, 1.5, 2, 2.5, 3, Math.PI - 1e-3, Math.PI - 1e-6];

/** The eighth-order central difference. */
function slopeOf(f: (x: number) => number, x: number, h: number): number {
  const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
  return weights.reduce(
    (sum, weight, i) => sum + (weight * (f(x + (i + 1) * h) - f(x - (i + 1) * h))) / h,
    0,
  );
}

/** A shape with its formula carried on past 0 and π, where the angle's sine is negative. */
const shapeAt = (logitShape: LogitShape, settings: LossSettings, rad: number) =>
  logitShape(numberField, { cos: Math.cos(rad), sin: Math.sin(rad), thetaRad: () => rad }, settings);

describe.each(classLosses.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const grid = settingsGrid(spec);

  it('has slopes by θ equal to eighth-order differences, to 1e-8 where rounding leaves so much, from 1e-6 to π − 1e-6, all settings', () => {
    const broken: unknown[] = [];
    for (const settings of grid) {
      const branches = spec.branchPointsRad?.(settings) ?? [];
      for (const logitShape of [spec.target, spec.other?.(settings)]) {
        if (!logitShape) continue;
        for (const rad of anglesRad) {
          const h = 0.02;
          if (branches.some((branch) => Math.abs(branch - rad) < 5 * h)) continue;
          const { dPsiDTheta, isMask } = shapeAt(logitShape, settings, rad);
          // A filter cuts where it stands.
          if (isMask) continue;
          const numeric = slopeOf((x) => shapeAt(logitShape, settings, x).psi, rad, h);
          if (Math.abs(numeric - dPsiDTheta) > 1e-8 * Math.abs(dPsiDTheta) + 1e-13)
            broken.push([settings, rad, dPsiDTheta, numeric]);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it('is its parent where every margin is at its neutral value', () => {
    const neutral = Object.fromEntries(
      spec.parameters.filter(({ role }) => role === 'margin').map(({ name, neutral = 0 }) => [name, neutral]),
    );
    const settings = settingsOf(spec, neutral);
    const problem = problemFor(spec, settings, 71, shape);
    const ours = evaluateLoss(spec, settings, defaultConvention, problem);
    // A logistic's parent keeps its shape on both sides; a softmax's has none.
    const plain =
      spec.kind === 'binary'
        ? { ...spec, target: spec.other!(settings)! }
        : { ...spec, target: undefined, other: undefined };
    const parent = evaluateLoss(plain, settings, defaultConvention, problem);
    expect(relativeDifference(ours.logits_nc, parent.logits_nc)).toBeLessThan(1e-12);
    expect(relativeDifference(ours.gradEmbeddings_nd, parent.gradEmbeddings_nd)).toBeLessThan(1e-10);
    expect(relativeDifference(ours.gradWeights_cd, parent.gradWeights_cd)).toBeLessThan(1e-10);
  });

  it('moves unit vectors only along the sphere, all settings, seed 72', () => {
    if (spec.scale !== 's') return;
    for (const settings of grid) {
      const convention = { ...bare, gradient: conventionFor(settings).gradient };
      if (convention.gradient !== 'exact') continue;
      const problem = problemFor(spec, settings, 72, shape);
      const ours = evaluateLoss(spec, settings, convention, problem);
      for (const [rows, gradients] of [
        [problem.embeddings_nd, ours.gradEmbeddings_nd],
        [problem.weights_cd, ours.gradWeights_cd],
      ]) {
        for (let from = 0; from < rows.length; from += shape.dim) {
          let [product, a, b] = [0, 0, 0];
          for (let k = from; k < from + shape.dim; k++) {
            product += rows[k] * gradients[k];
            a += rows[k] ** 2;
            b += gradients[k] ** 2;
          }
          expect(Math.abs(product)).toBeLessThan(1e-9 * Math.sqrt(a * b) + 1e-12);
        }
      }
    }
  });

  it('permutes its gradients with its classes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        (seed, order) => {
          const settings = settingsOf(spec);
          const K = subcentersOf(spec, settings);
          const problem = problemFor(spec, settings, seed, shape);
          const moved: LossProblem = {
            ...problem,
            weights_cd: rowsInOrder(problem.weights_cd, order, K * shape.dim),
            bias_c: spec.kind === 'binary' ? problem.bias_c : rowsInOrder(problem.bias_c!, order, 1),
            labels_n: Array.from(problem.labels_n, (label) => order.indexOf(label)),
          };
          const ours = evaluateLoss(spec, settings, defaultConvention, problem);
          const theirs = evaluateLoss(spec, settings, defaultConvention, moved);
          const wanted = rowsInOrder(ours.gradWeights_cd, order, K * shape.dim);
          return (
            relativeDifference([theirs.loss], [ours.loss]) < 1e-12 &&
            relativeDifference(theirs.gradWeights_cd, wanted) < 1e-10 &&
            relativeDifference(theirs.gradEmbeddings_nd, ours.gradEmbeddings_nd) < 1e-10
          );
        },
      ),
      { seed: 73, numRuns: 15 },
    );
  });

  it('is the same when features and weights turn together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (seed, rad) => {
          const settings = settingsOf(spec);
          const problem = problemFor(spec, settings, seed, shape);
          const turned = {
            ...problem,
            embeddings_nd: turn(problem.embeddings_nd, shape.dim, rad),
            weights_cd: turn(problem.weights_cd, shape.dim, rad),
          };
          const ours = evaluateLoss(spec, settings, defaultConvention, problem);
          const theirs = evaluateLoss(spec, settings, defaultConvention, turned);
          return (
            relativeDifference([theirs.loss], [ours.loss]) < 1e-11 &&
            relativeDifference(theirs.gradEmbeddings_nd, turn(ours.gradEmbeddings_nd, shape.dim, rad)) <
              1e-8 &&
            relativeDifference(theirs.gradWeights_cd, turn(ours.gradWeights_cd, shape.dim, rad)) < 1e-8
          );
        },
      ),
      { seed: 74, numRuns: 15 },
    );
  });

  it('refuses what cannot be computed in one sentence, and takes one class', () => {
    const settings = settingsOf(spec);
    const problem = problemFor(spec, settings, 75, shape);
    const evaluate = (change: Partial<LossProblem>, of: LossSettings = settings) =>
      evaluateLoss(spec, of, defaultConvention, { ...problem, ...change });
    const nan = Float64Array.from(problem.embeddings_nd);
    nan[3] = NaN;
    expect(() => evaluate({ embeddings_nd: nan })).toThrow(`${spec.id}: number 3 of the embeddings is NaN.`);
    expect(() => evaluate({ labels_n: Array.from(problem.labels_n, () => 9) })).toThrow(
      /label 0 is 9, no class/,
    );
    for (const { name, integer } of spec.parameters) {
      expect(() => evaluate({}, { ...settings, [name]: NaN })).toThrow(RangeError);
      if (integer) expect(() => evaluate({}, { ...settings, [name]: 1.5 })).toThrow(/must be a whole number/);
    }
    for (const { name } of spec.options) {
      expect(() => evaluate({}, { ...settings, [name]: 'none such' })).toThrow(/not one of its choices/);
    }
    const one = problemFor(spec, settings, 76, { ...shape, classes: 1 });
    const { loss, gradEmbeddings_nd } = evaluateLoss(spec, settings, defaultConvention, one);
    expect(Number.isFinite(loss)).toBe(true);
    // With no other class nothing can be won.
    if (spec.kind === 'margin') expect([loss, Math.max(...gradEmbeddings_nd.map(Math.abs))]).toEqual([0, 0]);
  });
});

describe('∂θ/∂x', () => {
  /** The logit is the angle itself. */
  const angleLoss: MarginLossSpec = {
    kind: 'margin',
    id: 'angle',
    scale: 's',
    bias: false,
    parameters: [],
    options: [],
    target: (_, angle) => ({ psi: angle.thetaRad(), dPsiDTheta: 1 as never }),
    promises: { belowCosine: () => null, monotone: () => null },
  };

  it.each(anglesRad)('equals eighth-order differences to 1e-8 at θ = %d', (rad) => {
    const [length, weight] = [1.7, [0.8, -0.6]];
    const x = [0, 1].map((k) => length * (Math.cos(rad) * weight[k] + Math.sin(rad) * [0.6, 0.8][k]));
    // Signed, so that it has no kink at 0 and π.
    const angleOf = (at: number[]) => {
      const cross = weight[0] * at[1] - weight[1] * at[0];
      const dot = weight[0] * at[0] + weight[1] * at[1];
      const angle = Math.atan2(cross, dot);
      return angle < -1 && rad > 2 ? angle + 2 * Math.PI : angle;
    };
    const unit = (values: number[]) => normalize(Float64Array.from(values), 'bare', 0);
    const { dLogitDX } = column(angleLoss, { s: 1 }, bare, unit(x), unit(weight), true);
    const numeric = [0, 1].map((k) =>
      slopeOf((value) => angleOf(x.map((own, i) => (i === k ? value : own))), x[k], 0.02),
    );
    expect(relativeDifference(dLogitDX, numeric)).toBeLessThan(1e-8);
  });
});

function rowsInOrder(rows: ArrayLike<number>, order: readonly number[], width: number): Float64Array {
  return Float64Array.from(
    { length: rows.length },
    (_, i) => rows[order[Math.floor(i / width)] * width + (i % width)],
  );
}

/** Turned in the plane of the first two axes, then in that of the next two. */
function turn(rows: ArrayLike<number>, dim: number, rad: number): Float64Array {
  const turned = Float64Array.from(rows);
  for (let from = 0; from < turned.length; from += dim) {
    for (const [i, j] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ]) {
      const [a, b] = [turned[from + i], turned[from + j]];
      turned[from + i] = Math.cos(rad) * a - Math.sin(rad) * b;
      turned[from + j] = Math.sin(rad) * a + Math.cos(rad) * b;
    }
  }
  return turned;
}
