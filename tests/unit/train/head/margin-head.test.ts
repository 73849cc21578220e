import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { aSoftmax } from '../../../../src/lib/loss/a-softmax';
import { arcface } from '../../../../src/lib/loss/arcface';
import { defaultConvention, type Convention } from '../../../../src/lib/loss/convention';
import { cosface } from '../../../../src/lib/loss/cosface';
import { modifiedSoftmax } from '../../../../src/lib/loss/modified-softmax';
import { evaluateLoss } from '../../../../src/lib/loss/reference';
import { softmax } from '../../../../src/lib/loss/softmax';
import { settingsOf, type LossSettings, type MarginLossSpec } from '../../../../src/lib/loss/spec';
import { marginLoss } from '../../../../src/lib/train/head/margin-head';
import { randomProblem, relativeDifference } from '../../loss/problems';
import { nodeBackends, useBackend } from './backends';
import { evaluateHead } from './evaluate';

/** A loss with raw weights and a margin, as L-Softmax will be. */
const rawMargin: MarginLossSpec = { ...aSoftmax, id: 'raw-margin', scale: 'norms' };

const cases: [string, MarginLossSpec, LossSettings, Partial<Convention>][] = [
  ['raw margin', rawMargin, { m: 3, lambda: 0.5 }, {}],
  ['a-softmax straight-through', aSoftmax, { m: 3 }, { gradient: 'straight-through' }],
  [
    'a-softmax of the authors',
    aSoftmax,
    { m: 4, lambda: 2 },
    { gradient: 'sphereface-authors', weightGradient: 'hard' },
  ],
  ['a-softmax floored', aSoftmax, { m: 4 }, { normalization: { rule: 'floor', epsilon: 2 } }],
  ['modified-softmax floored', modifiedSoftmax, {}, { normalization: { rule: 'square-floor', epsilon: 4 } }],
  ['cosface hard', cosface, {}, { weightGradient: 'hard' }],
  [
    'cosface, product floored for some',
    cosface,
    {},
    { normalization: { rule: 'product-floor', epsilon: 4 } },
  ],
  [
    'arcface, product floored for some',
    arcface,
    {},
    { normalization: { rule: 'product-floor', epsilon: 4 } },
  ],
  ['arcface floored for some', arcface, {}, { normalization: { rule: 'floor', epsilon: 1.5 } }],
  ['arcface bare', arcface, {}, { normalization: { rule: 'bare', epsilon: 0 } }],
  ['arcface clamped in the target', arcface, {}, { cosClamp: { inset: 0.2, columns: 'target' } }],
  ['arcface clamped everywhere', arcface, {}, { cosClamp: { inset: 0.2, columns: 'every' } }],
  [
    'arcface clamped everywhere, straight through, hard',
    arcface,
    { safeguard: 'clamp' },
    { cosClamp: { inset: 0.2, columns: 'every' }, gradient: 'straight-through', weightGradient: 'hard' },
  ],
  ['softmax hardly', softmax, {}, {}],
];

describe.each(nodeBackends)('the tensor head on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(cases)('%s agrees with the float64 reference, seed 51', async (_, spec, settings, changes) => {
    const convention = { ...defaultConvention, ...changes };
    const filled = settingsOf(spec, settings);
    const problem = randomProblem(51, { samples: 12, dim: 3, classes: 5 });
    const theirs = evaluateLoss(spec, filled, convention, problem);
    const ours = await evaluateHead(spec, filled, convention, problem);
    expect(relativeDifference([ours.loss], [theirs.loss])).toBeLessThan(1e-5);
    for (const key of ['logits_nc', 'gradEmbeddings_nd', 'gradWeights_cd', 'gradBias_c'] as const) {
      expect([key, relativeDifference(ours[key], theirs[key]) < 2e-5]).toEqual([key, true]);
    }
  });

  it.each([1e-12, 1e-9, 1e-6, 1e-4])(
    'a feature of length %d agrees with the reference, seed 52',
    async (featureScale) => {
      const problem = randomProblem(52, { samples: 6, dim: 2, classes: 3, featureScale });
      for (const spec of [arcface, aSoftmax, cosface, modifiedSoftmax]) {
        const settings = settingsOf(spec);
        const theirs = evaluateLoss(spec, settings, defaultConvention, problem);
        const ours = await evaluateHead(spec, settings, defaultConvention, problem);
        const { gradEmbeddings_nd } = ours;
        expect([spec.id, relativeDifference(gradEmbeddings_nd, theirs.gradEmbeddings_nd) < 1e-4]).toEqual([
          spec.id,
          true,
        ]);
      }
    },
  );

  it('leaves no tensor behind and multiplies its gradient with what flows in, seed 53', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const x_nd = tf.randomNormal<tf.Rank.R2>([4, 2], 0, 1, 'float32', 53);
      const w_cd = tf.randomNormal<tf.Rank.R2>([3, 2], 0, 1, 'float32', 54);
      const oneHot_nc = tf.tensor2d([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0], [4, 3]);
      const settings = settingsOf(arcface);
      const inside = tf.memory().numTensors;
      const loss = (x: tf.Tensor) =>
        marginLoss(arcface, settings, defaultConvention, x as tf.Tensor2D, w_cd, null, oneHot_nc);
      const once = tf.grad((x) => loss(x))(x_nd);
      const twice = tf.grad((x) => loss(x))(x_nd, tf.scalar(2));
      expect(tf.memory().numTensors - inside).toBe(3);
      expect(relativeDifference(twice.dataSync(), tf.mul(once, 2).dataSync())).toBeLessThan(1e-6);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('works without a bias and in a step that only wants the loss', () => {
    const value = tf.tidy(
      () =>
        marginLoss(
          softmax,
          {},
          defaultConvention,
          tf.tensor2d([[1, 0]]),
          tf.tensor2d([
            [1, 0],
            [0, 1],
          ]),
          null,
          tf.tensor2d([[1, 0]]),
        ).dataSync()[0],
    );
    expect(value).toBeCloseTo(Math.log(1 + Math.exp(-1)), 6);
  });
});
