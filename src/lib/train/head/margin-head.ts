/**
 * The training head of any margin loss: logits, mean cross-entropy and their analytic gradient as one fused
 * `tf.customGrad`, so that no gradient of a single op is needed and nothing is differentiated through acos or sqrt.
 * The same formulas in float64, one number at a time, are in `loss/reference.ts`.
 *
 * The target column is handled apart from the others, along the residual r = ŵ_y − cos θ·x̂, whose length is sin θ:
 * −(dψ/dθ)·r/sin θ stays bounded at every angle, and is 0 at 0 and π. The target's weights are gathered, and their
 * gradients scattered, by products with the one-hot matrix, for which every backend has kernels.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../loss/convention';
import type { LossSettings, MarginLossSpec } from '../../loss/spec';
import { normalizeRows, rowDot } from './normalize-rows';
import { once } from './once';
import { createPlainColumns, type PlainColumns } from './plain-columns';
import { createTargetColumn, type TargetColumn } from './target-column';

/**
 * The mean loss of a batch, differentiable by embeddings, weights and bias.
 *
 * @param embeddings_nd [N, d]
 * @param weights_cd [C, d], raw: the head divides by their norm where the loss does
 * @param bias_c [C], or null for none
 * @param oneHot_nc [N, C], float32; not differentiated
 */
export function marginLoss(
  spec: MarginLossSpec,
  settings: LossSettings,
  convention: Convention,
  embeddings_nd: tf.Tensor2D,
  weights_cd: tf.Tensor2D,
  bias_c: tf.Tensor1D | null,
  oneHot_nc: tf.Tensor2D,
): tf.Scalar {
  const fused = tf.customGrad((...args) => {
    const save = args.pop() as unknown as tf.GradSaveFunc;
    const [x_nd, w_cd, b_c] = args as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D | undefined];
    const pass = forward(spec, settings, convention, x_nd, w_cd, b_c ?? null, oneHot_nc);
    const { loss, gradLogits_nc } = crossEntropy(pass.logits_nc, oneHot_nc);
    const { gradX_nd, gradW_cd } = backward(pass, gradLogits_nc, oneHot_nc);
    save(b_c ? [gradX_nd, gradW_cd, tf.sum(gradLogits_nc, 0)] : [gradX_nd, gradW_cd]);
    return {
      value: loss,
      gradFunc: (dLoss: tf.Tensor, saved: tf.Tensor[]) => saved.map((gradient) => tf.mul(gradient, dLoss)),
    };
  });
  return fused(...(bias_c ? [embeddings_nd, weights_cd, bias_c] : [embeddings_nd, weights_cd])) as tf.Scalar;
}

/** The logits [N, C] that `marginLoss` gives to the softmax. */
export function marginLogits(
  spec: MarginLossSpec,
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
  readonly plain: PlainColumns;
  /** The target's column and the mask of all others [N, C]; null for a loss without a margin. */
  readonly margin: { readonly target: TargetColumn; readonly others_nc: tf.Tensor2D } | null;
}

function forward(
  spec: MarginLossSpec,
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
  let margin: ForwardPass['margin'] = null;
  let logits_nc = plain.logits_nc;
  if (spec.target) {
    const shrink = plain.shrink_nc && rowDot(plain.shrink_nc, oneHot_nc);
    const target = createTargetColumn(spec, settings, convention, x(), w(), oneHot_nc, shrink);
    margin = { target, others_nc: tf.sub(1, oneHot_nc) };
    logits_nc = tf.add(tf.mul(logits_nc, margin.others_nc), tf.mul(target.logit, oneHot_nc));
  }
  if (bias_c) logits_nc = tf.add(logits_nc, bias_c);
  return { logits_nc, plain, margin };
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

function backward(
  { plain, margin }: ForwardPass,
  gradLogits_nc: tf.Tensor2D,
  oneHot_nc: tf.Tensor2D,
): { gradX_nd: tf.Tensor2D; gradW_cd: tf.Tensor2D } {
  if (!margin) return plain.backward(gradLogits_nc);
  const ofOthers = plain.backward(tf.mul(gradLogits_nc, margin.others_nc));
  const ofTarget = margin.target.backward(rowDot(gradLogits_nc, oneHot_nc));
  return {
    gradX_nd: tf.add(ofOthers.gradX_nd, ofTarget.gradX_nd),
    gradW_cd: tf.add(ofOthers.gradW_cd, ofTarget.gradW_cd),
  };
}
