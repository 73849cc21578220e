import { describe, expect, it } from 'vitest';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { arcface } from '../../../src/lib/loss/arcface';
import { defaultConvention, type Convention } from '../../../src/lib/loss/convention';
import { cosface } from '../../../src/lib/loss/cosface';
import { modifiedSoftmax } from '../../../src/lib/loss/modified-softmax';
import { evaluateLoss, type LossProblem } from '../../../src/lib/loss/reference';
import { softmax } from '../../../src/lib/loss/softmax';
import { settingsOf, type LossSettings, type MarginLossSpec } from '../../../src/lib/loss/spec';
import { numericGradient, randomProblem, relativeDifference } from './problems';

/** A loss with raw weights and a margin, as L-Softmax will be: no spec of the site has that geometry yet. */
const rawMargin: MarginLossSpec = { ...aSoftmax, id: 'raw-margin', scale: 'norms' };

const exactCases: [string, MarginLossSpec, LossSettings][] = [
  ['softmax', softmax, {}],
  ['modified-softmax', modifiedSoftmax, {}],
  ...[1, 2, 3, 4].map((m): [string, MarginLossSpec, LossSettings] => [`a-softmax m=${m}`, aSoftmax, { m }]),
  ['a-softmax m=4 λ=5', aSoftmax, { m: 4, lambda: 5 }],
  ['raw margin m=3', rawMargin, { m: 3, lambda: 0.5 }],
  ['cosface', cosface, { s: 12, m: 0.35 }],
  ...['none', 'linear', 'clamp', 'easy'].map((safeguard): [string, MarginLossSpec, LossSettings] => [
    `arcface ${safeguard}`,
    arcface,
    { s: 12, m: 0.5, safeguard },
  ]),
];

const normalizations: [string, Convention['normalization']][] = [
  ['add', { rule: 'add', epsilon: 1e-12 }],
  ['add, visible', { rule: 'add', epsilon: 0.5 }],
  ['floor', { rule: 'floor', epsilon: 1e-12 }],
  ['floor, acting', { rule: 'floor', epsilon: 20 }],
  ['square-floor, acting', { rule: 'square-floor', epsilon: 400 }],
  ['bare', { rule: 'bare', epsilon: 0 }],
];

describe('evaluateLoss, exact gradients against central differences', () => {
  for (const [name, spec, settings] of exactCases) {
    it.each(normalizations)(`${name}, %s, seed 21`, (_, normalization) => {
      const convention = { ...defaultConvention, normalization };
      const problem = randomProblem(21, { samples: 9, dim: 3, classes: 4 });
      const filled = settingsOf(spec, settings);
      // A floor held over raw weights is a convention of nobody.
      if (spec.scale === 'norms' && normalization.epsilon > 1) return;
      const ours = evaluateLoss(spec, filled, convention, problem);
      const gradient = (key: 'embeddings_nd' | 'weights_cd' | 'bias_c') =>
        numericGradient(spec, filled, convention, problem, key);
      expect(relativeDifference(ours.gradEmbeddings_nd, gradient('embeddings_nd'))).toBeLessThan(1e-6);
      expect(relativeDifference(ours.gradWeights_cd, gradient('weights_cd'))).toBeLessThan(1e-6);
      expect(relativeDifference(ours.gradBias_c, gradient('bias_c'))).toBeLessThan(1e-6);
    });
  }

  it.each([1e-3, 50])('cosface under a floor of ‖x‖‖W‖ of %d, seed 22', (epsilon) => {
    const convention: Convention = {
      ...defaultConvention,
      normalization: { rule: 'product-floor', epsilon },
    };
    const problem = randomProblem(22, { samples: 8, dim: 3, classes: 4 });
    const settings = settingsOf(cosface, { s: 12 });
    const ours = evaluateLoss(cosface, settings, convention, problem);
    for (const [key, gradient] of [
      ['embeddings_nd', ours.gradEmbeddings_nd],
      ['weights_cd', ours.gradWeights_cd],
    ] as const) {
      expect(
        relativeDifference(gradient, numericGradient(cosface, settings, convention, problem, key)),
      ).toBeLessThan(1e-6);
    }
  });

  it('arcface with cos θ clamped hard in every column, seed 23', () => {
    const convention: Convention = { ...defaultConvention, cosClamp: { inset: 0.3, columns: 'every' } };
    const problem = randomProblem(23, { samples: 8, dim: 3, classes: 4 });
    const settings = settingsOf(arcface, { s: 12 });
    const ours = evaluateLoss(arcface, settings, convention, problem);
    const numeric = numericGradient(arcface, settings, convention, problem, 'embeddings_nd');
    expect(relativeDifference(ours.gradEmbeddings_nd, numeric)).toBeLessThan(1e-6);
  });
});

/** One sample in the plane at `thetaRad` from its own weight (1, 0), beside (0, 1) and (−0.6, −0.8). */
const planarProblem = (thetaRad: number, length = 1): LossProblem => ({
  embeddings_nd: [length * Math.cos(thetaRad), length * Math.sin(thetaRad)],
  weights_cd: [1, 0, 0, 1, -0.6, -0.8],
  bias_c: null,
  labels_n: [0],
  dim: 2,
  classes: 3,
});

describe('evaluateLoss, values written by hand', () => {
  it('softmax of the logits 1000, 1001, 999 does not overflow', () => {
    const problem = {
      embeddings_nd: [1000, 1001, 999],
      weights_cd: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      bias_c: null,
    };
    const { loss } = evaluateLoss(softmax, {}, defaultConvention, {
      ...problem,
      labels_n: [1],
      dim: 3,
      classes: 3,
    });
    expect(loss).toBeCloseTo(Math.log(1 + Math.exp(-1) + Math.exp(-2)), 12);
  });

  it('logits of each loss at θ = 0.7, ‖x‖ = 2', () => {
    const problem = planarProblem(0.7, 2);
    const [c0, c1, c2] = [Math.cos(0.7), Math.sin(0.7), -0.6 * Math.cos(0.7) - 0.8 * Math.sin(0.7)];
    const logits = (spec: MarginLossSpec, settings: LossSettings) =>
      Array.from(evaluateLoss(spec, settingsOf(spec, settings), defaultConvention, problem).logits_nc);
    const close = (ours: number[], theirs: number[]) =>
      theirs.forEach((value, j) => expect(ours[j]).toBeCloseTo(value, 10));
    close(logits(softmax, {}), [2 * c0, 2 * c1, 2 * c2]);
    close(logits(modifiedSoftmax, {}), [2 * c0, 2 * c1, 2 * c2]);
    // θ = 0.7 is below π/4, so k = 0 for m = 4; at m = 4 and 0.8 it would be 1.
    close(logits(aSoftmax, { m: 4 }), [2 * Math.cos(2.8), 2 * c1, 2 * c2]);
    close(logits(aSoftmax, { m: 4, lambda: 5 }), [(2 * (5 * c0 + Math.cos(2.8))) / 6, 2 * c1, 2 * c2]);
    close(logits(cosface, { s: 30, m: 0.35 }), [30 * (c0 - 0.35), 30 * c1, 30 * c2]);
    close(logits(arcface, { s: 30, m: 0.5 }), [30 * Math.cos(1.2), 30 * c1, 30 * c2]);
  });

  it('at x = 0 every class of a unit-feature loss is at a right angle, and the gradient is finite', () => {
    const ours = evaluateLoss(
      arcface,
      settingsOf(arcface, { s: 8, m: 0.5 }),
      defaultConvention,
      planarProblem(0, 0),
    );
    expect(ours.logits_nc[0]).toBeCloseTo(8 * Math.cos(Math.PI / 2 + 0.5), 12);
    expect(ours.gradEmbeddings_nd.every(Number.isFinite)).toBe(true);
  });

  it.each([0, Math.PI])('at θ = %d the tangential part is zero and the radial part stays', (thetaRad) => {
    const x = Math.cos(thetaRad);
    const problem = {
      embeddings_nd: [x, 0],
      weights_cd: [1, 0, 0, 1],
      bias_c: null,
      labels_n: [0],
      dim: 2,
      classes: 2,
    };
    const ours = evaluateLoss(
      arcface,
      settingsOf(arcface),
      { ...defaultConvention, normalization: { rule: 'bare', epsilon: 0 } },
      problem,
    );
    expect(ours.gradEmbeddings_nd.every(Number.isFinite)).toBe(true);
    const p = Math.exp(-ours.loss);
    // What is left is the other class alone, s·(1 − p)·ŵ_1.
    expect(ours.gradEmbeddings_nd[0]).toBeCloseTo(0, 12);
    expect(ours.gradEmbeddings_nd[1]).toBeCloseTo(16 * (1 - p), 9);
  });

  it('gradients of unit vectors are orthogonal to them, seed 24', () => {
    const problem = randomProblem(24, { samples: 6, dim: 4, classes: 3 });
    const { gradEmbeddings_nd } = evaluateLoss(arcface, settingsOf(arcface), defaultConvention, problem);
    for (let n = 0; n < 6; n++) {
      let product = 0;
      for (let k = 0; k < 4; k++) product += gradEmbeddings_nd[n * 4 + k] * problem.embeddings_nd[n * 4 + k];
      expect(Math.abs(product)).toBeLessThan(1e-10);
    }
  });

  it('straight-through differs from exact by f′ = sin(θ + m)/sin θ where only the target pulls', () => {
    // Both other weights are orthogonal to the plane of x and its own weight, so the tangential part is the target's.
    const thetaRad = 1.1;
    const problem: LossProblem = {
      embeddings_nd: [Math.cos(thetaRad), Math.sin(thetaRad), 0],
      weights_cd: [1, 0, 0, 0, 0, 1],
      bias_c: null,
      labels_n: [0],
      dim: 3,
      classes: 2,
    };
    const settings = settingsOf(arcface, { m: 0.5 });
    const alongTangent = (gradient: 'exact' | 'straight-through') => {
      const g = evaluateLoss(
        arcface,
        settings,
        { ...defaultConvention, gradient },
        problem,
      ).gradEmbeddings_nd;
      return -Math.sin(thetaRad) * g[0] + Math.cos(thetaRad) * g[1];
    };
    const ratio = alongTangent('exact') / alongTangent('straight-through');
    expect(ratio).toBeCloseTo(Math.sin(thetaRad + 0.5) / Math.sin(thetaRad), 9);
  });
});
