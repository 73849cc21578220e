/**
 * The training head of any margin loss: logits, mean cross-entropy and their analytic gradient as one block, so that no gradient of a single op is needed and nothing is differentiated through acos or sqrt.
 * The same formulas in float64, one number at a time, are in `loss/reference.ts`.
 *
 * The target's weights are gathered, and their gradients scattered, by products with the one-hot matrix, for which
 * every backend has kernels.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../loss/convention';
import type { LossSettings, ClassLossSpec } from '../../loss/spec';
import { hasKernel, runKernels } from '../blocks/run-kernel';
import { block } from '../blocks/tape';
import { marginHeadKernel } from '../kernels/names';
import { normalizeRows, rowDot } from './normalize-rows';
import { once } from './once';
import { createPlainColumns } from './plain-columns';
import { createTargetColumn, type HeadGradients } from './target-column';

/**
 * The mean loss of a batch, differentiable by embeddings, weights and bias.
 *
 * @param embeddings_nd [N, d]
 * @param weights_cd [C, d], raw: the head divides by their norm where the loss does
 * @param bias_c [C], or null for none
 * @param oneHot_nc [N, C], float32; not differentiated
 */
export function marginLoss(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  embeddings_nd: tf.Tensor2D,
  weights_cd: tf.Tensor2D,
  bias_c: tf.Tensor1D | null,
  oneHot_nc: tf.Tensor2D,
): tf.Scalar {
  const inputs: tf.Tensor[] = bias_c ? [embeddings_nd, weights_cd, bias_c] : [embeddings_nd, weights_cd];
  return block<tf.Scalar>(inputs, (given) => {
    const [loss, ...gradients] = lossAndGradients(spec, settings, convention, given, oneHot_nc);
    return {
      value: loss,
      saved: gradients,
      ready: gradients,
      // Where the loss is part of another.
      backward: (dLoss, _, saved) => saved.map((gradient) => tf.mul(gradient, dLoss)),
    };
  });
}

/** [loss, gradient by embeddings, by weights, by bias if there is one] */
function lossAndGradients(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  inputs: readonly tf.Tensor[],
  oneHot_nc: tf.Tensor2D,
): tf.Tensor[] {
  const [x_nd, w_cd, b_c] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D | undefined];
  if (isFusable(convention) && hasKernel(marginHeadKernel)) {
    const { gradient, normalization } = convention;
    return runKernels(
      marginHeadKernel,
      { embeddings: x_nd, weights: w_cd, oneHot: oneHot_nc, ...(b_c ? { bias: b_c } : {}) },
      { spec, settings, gradient, epsilon: normalization.epsilon },
    );
  }
  const pass = forward(spec, settings, convention, x_nd, w_cd, b_c ?? null, oneHot_nc);
  const { loss, gradLogits_nc } = crossEntropy(pass.logits_nc, oneHot_nc);
  const { gradX_nd, gradW_cd } = pass.backward(gradLogits_nc);
  return b_c ? [loss, gradX_nd, gradW_cd, tf.sum(gradLogits_nc, 0)] : [loss, gradX_nd, gradW_cd];
}

/** True where the fused kernel knows the convention: all that the product trains with. */
function isFusable(convention: Convention): boolean {
  const { gradient, weightGradient, normalization, cosClamp, tie, throughAcos } = convention;
  const isPlain = weightGradient === 'projected' && normalization.rule === 'add' && !throughAcos;
  return isPlain && cosClamp === null && tie === 'strict' && gradient !== 'sphereface-authors';
}

/** The logits [N, C] that `marginLoss` gives to the softmax. */
export function marginLogits(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  embeddings_nd: tf.Tensor2D,
  weights_cd: tf.Tensor2D,
  bias_c: tf.Tensor1D | null,
  oneHot_nc: tf.Tensor2D,
): tf.Tensor2D {
  return tf.tidy(
    () => forward(spec, settings, convention, embeddings_nd, weights_cd, bias_c, oneHot_nc).logits_nc,
  );
}

interface ForwardPass {
  readonly logits_nc: tf.Tensor2D;
  /** Gradients by embeddings and weights, from ∂L/∂z [N, C]. */
  backward(gradLogits_nc: tf.Tensor2D): HeadGradients;
}

function forward(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  embeddings_nd: tf.Tensor2D,
  weights_cd: tf.Tensor2D,
  bias_c: tf.Tensor1D | null,
  oneHot_nc: tf.Tensor2D,
): ForwardPass {
  const x = once(() => normalizeRows(embeddings_nd, convention.normalization));
  const w = once(() => normalizeRows(weights_cd, convention.normalization));
  const plain = createPlainColumns(spec, settings, convention, embeddings_nd, weights_cd, x, w);
  const biased = (logits_nc: tf.Tensor2D) => (bias_c ? tf.add<tf.Tensor2D>(logits_nc, bias_c) : logits_nc);
  if (!spec.target) return { logits_nc: biased(plain.logits_nc), backward: plain.backward };

  const others_nc = tf.sub<tf.Tensor2D>(1, oneHot_nc);
  const target = createTargetColumn(spec, settings, convention, plain, x(), w(), oneHot_nc, others_nc);
  const logits_nc = tf.add<tf.Tensor2D>(tf.mul(plain.logits_nc, others_nc), tf.mul(target.logit, oneHot_nc));
  return { logits_nc: biased(logits_nc), backward: target.backward };
}

/** Mean cross-entropy with the maximum subtracted, and ∂L/∂z [N, C]. */
function crossEntropy(
  logits_nc: tf.Tensor2D,
  oneHot_nc: tf.Tensor2D,
): { loss: tf.Scalar; gradLogits_nc: tf.Tensor2D } {
  const shifted_nc = tf.sub<tf.Tensor2D>(logits_nc, tf.max(logits_nc, 1, true));
  const exp_nc = tf.exp(shifted_nc);
  const sum = tf.sum(exp_nc, 1, true);
  const loss = tf.mean<tf.Scalar>(tf.sub(tf.log(sum), rowDot(shifted_nc, oneHot_nc)));
  const gradLogits_nc = tf.mul<tf.Tensor2D>(tf.sub(tf.div(exp_nc, sum), oneHot_nc), 1 / logits_nc.shape[0]);
  return { loss, gradLogits_nc };
}
