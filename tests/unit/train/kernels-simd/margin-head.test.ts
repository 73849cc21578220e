/** The fused head on the heap against the float64 reference, for every loss. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { conventionFor, defaultConvention } from '../../../../src/lib/loss/convention';
import { evaluateLoss } from '../../../../src/lib/loss/reference';
import { classLosses } from '../../../../src/lib/loss/registry';
import { settingsOf, subcentersOf } from '../../../../src/lib/loss/spec';
import { runKernels } from '../../../../src/lib/train/blocks/run-kernel';
import { marginHeadKernel } from '../../../../src/lib/train/kernels/names';
import { gaussian, seeded, take, upload } from '../../../support/host-tensor';
import { between, pick, relativeDifference, useKernels } from './cases';

beforeAll(() => useKernels('simd'));

describe.each(classLosses.map((spec) => [spec.id, spec] as const))('the fused head of %s', (_, spec) => {
  it.each(seeded(10, 6000))('gives the loss and its gradients, seed $seed', ({ seed, rng }) => {
    const [samples, classes, dim] = [between(rng, 1, 12), between(rng, 2, 10), pick(rng, [2, 3, 16])];
    const gradient = seed % 2 ? 'straight-through' : 'exact';
    const chosen = { ...settingsOf(spec, { s: pick(rng, [1, 16, 64]) }), gradient };
    const options = Object.fromEntries(spec.options.map(({ name, values }) => [name, pick(rng, values)]));
    const settings = { ...chosen, ...options, gradient };
    const embeddings = gaussian(rng, samples, dim);
    const weights = gaussian(rng, classes * subcentersOf(spec, settings), dim);
    const bias = seed % 3 ? null : gaussian(rng, spec.kind === 'binary' ? 1 : classes);
    const labels_n = Int32Array.from({ length: samples }, () => rng.integer(classes));
    // One sample that lies exactly on its own weight, and one that is zero.
    if (seed % 4 === 0) {
      const row = labels_n[0] * subcentersOf(spec, settings);
      embeddings.values.set(weights.values.subarray(row * dim, (row + 1) * dim));
    }
    if (seed % 4 === 1) embeddings.values.fill(0, 0, dim);
    const expected = evaluateLoss(spec, settings, conventionFor(settings), {
      embeddings_nd: embeddings.values,
      weights_cd: weights.values,
      bias_c: bias && bias.values,
      labels_n,
      dim,
      classes,
    });
    const oneHot = new Float32Array(samples * classes);
    labels_n.forEach((label, n) => (oneHot[n * classes + label] = 1));
    const tensors = {
      embeddings: upload(embeddings),
      weights: upload(weights),
      ...(bias ? { bias: upload(bias) } : {}),
      oneHot: tf.tensor2d(oneHot, [samples, classes]),
    };
    const { epsilon } = defaultConvention.normalization;
    const [loss, ...gradients] = runKernels(marginHeadKernel, tensors, {
      spec,
      settings,
      gradient,
      epsilon,
    }).map(take);
    tf.dispose(tensors);
    expect(relativeDifference(loss.values, [expected.loss])).toBeLessThan(1e-6);
    const { gradEmbeddings_nd, gradWeights_cd, gradBias_c } = expected;
    const wanted = [gradEmbeddings_nd, gradWeights_cd, ...(bias ? [gradBias_c] : [])];
    expect(gradients.length).toBe(wanted.length);
    gradients.forEach(({ values }, i) => expect(relativeDifference(values, wanted[i])).toBeLessThan(1e-6));
  });
});
