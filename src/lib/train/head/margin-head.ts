/**
 * The training head of any loss with class weights: logits, mean loss and their analytic gradient as one block, so that no gradient of a single op is needed and nothing is differentiated through acos or sqrt.
 * The same formulas in float64, one number at a time, are in `loss/reference.ts`.
 *
 * The target's weights are gathered, and their gradients scattered, by products with the one-hot matrix, for which
 * every backend has kernels.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../loss/convention';
import type { ClassLossSpec, LossSettings, ScaleState } from '../../loss/spec';
import { hasKernel, runKernels } from '../blocks/run-kernel';
import { block } from '../blocks/tape';
import { marginHeadKernel } from '../kernels/names';
import { lossOfLogits } from './class-loss';
import { normalizeRows } from './normalize-rows';
import { once } from './once';
import { createOtherColumns } from './other-columns';
import { createPlainColumns } from './plain-columns';
import { createTargetColumn, type HeadGradients } from './target-column';
import { tensorBatchField } from './tensor-batch-field';

/**
 * The mean loss of a batch, differentiable by embeddings, weights and bias.
 *
 * @param embeddings_nd [N, d]
 * @param weights_cd [C, d], raw: the head divides by their norm where the loss does
 * @param bias_c [C], or [1] where the loss is `binary`, or null for none
 * @param oneHot_nc [N, C], float32; not differentiated
 * @param scale s of a loss that finds it by itself (`nextScale`); else that of the settings counts
 */
export function marginLoss(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  embeddings_nd: tf.Tensor2D,
  weights_cd: tf.Tensor2D,
  bias_c: tf.Tensor1D | null,
  oneHot_nc: tf.Tensor2D,
  scale: tf.Tensor | null = null,
): tf.Scalar {
  const inputs: tf.Tensor[] = bias_c ? [embeddings_nd, weights_cd, bias_c] : [embeddings_nd, weights_cd];
  return block<tf.Scalar>(inputs, (given) => {
    const [loss, ...gradients] = lossAndGradients(spec, settings, convention, given, oneHot_nc, scale);
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
  scale: tf.Tensor | null,
): tf.Tensor[] {
  const [x_nd, w_cd, b_c] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D | undefined];
  if (isFusable(convention) && hasKernel(marginHeadKernel)) {
    const { gradient, normalization } = convention;
    return runKernels(
      marginHeadKernel,
      {
        embeddings: x_nd,
        weights: w_cd,
        oneHot: oneHot_nc,
        ...(b_c ? { bias: b_c } : {}),
        ...(scale ? { scale } : {}),
      },
      { spec, settings, gradient, epsilon: normalization.epsilon },
    );
  }
  const pass = forward(spec, settings, convention, x_nd, w_cd, b_c ?? null, oneHot_nc, scale);
  const { logits_nc, scale: used } = pass;
  const { loss, gradLogits_nc } = lossOfLogits(
    spec,
    settings,
    logits_nc,
    oneHot_nc,
    used,
    convention.lossFactor,
  );
  const { gradX_nd, gradW_cd } = pass.backward(gradLogits_nc);
  if (!b_c) return [loss, gradX_nd, gradW_cd];
  const gradBias = spec.kind === 'binary' ? tf.reshape(tf.sum(gradLogits_nc), [1]) : tf.sum(gradLogits_nc, 0);
  return [loss, gradX_nd, gradW_cd, gradBias];
}

/** True where the fused kernel knows the convention: all that the product trains with. */
function isFusable(convention: Convention): boolean {
  const { gradient, weightGradient, normalization, cosClamp, tie, throughAcos, lossFactor } = convention;
  const isPlain = weightGradient === 'projected' && normalization.rule === 'add' && !throughAcos;
  if (cosClamp !== null || lossFactor !== 1) return false;
  return isPlain && tie === 'strict' && gradient !== 'sphereface-authors';
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
  scale: tf.Tensor | null = null,
): tf.Tensor2D {
  return tf.tidy(
    () => forward(spec, settings, convention, embeddings_nd, weights_cd, bias_c, oneHot_nc, scale).logits_nc,
  );
}

/**
 * The scale that a batch is computed with, where the loss finds it by itself [1, 1]; nothing is differentiated.
 *
 * @param scale s before the batch [1, 1]
 */
export function nextScale(
  state: ScaleState,
  settings: LossSettings,
  convention: Convention,
  embeddings_nd: tf.Tensor2D,
  weights_cd: tf.Tensor2D,
  oneHot_nc: tf.Tensor2D,
  scale: tf.Tensor,
): tf.Tensor {
  if (!state.changes(settings)) return tf.clone(scale);
  return tf.tidy(() => {
    const [x, w] = [embeddings_nd, weights_cd].map(
      (rows) => normalizeRows(rows, convention.normalization).unit,
    );
    return state.update<tf.Tensor>(tensorBatchField, tf.matMul(x, w, false, true), oneHot_nc, scale);
  });
}

interface ForwardPass {
  readonly logits_nc: tf.Tensor2D;
  readonly scale: number | tf.Tensor;
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
  ownScale: tf.Tensor | null,
): ForwardPass {
  const x = once(() => normalizeRows(embeddings_nd, convention.normalization));
  const w = once(() => normalizeRows(weights_cd, convention.normalization));
  const scale = ownScale ?? (spec.scale === 's' ? (settings.s as number) : 1);
  const plain = createPlainColumns(spec, settings, convention, embeddings_nd, weights_cd, x, w, scale);
  const biased = (logits_nc: tf.Tensor2D) => (bias_c ? tf.add<tf.Tensor2D>(logits_nc, bias_c) : logits_nc);
  const shape = spec.other?.(settings);
  if (!spec.target && !shape) return { logits_nc: biased(plain.logits_nc), scale, backward: plain.backward };

  const others_nc = tf.sub<tf.Tensor2D>(1, oneHot_nc);
  const others = shape ? createOtherColumns(shape, settings, convention, plain, x(), w()) : plain;
  const target = createTargetColumn(
    spec,
    settings,
    convention,
    plain,
    others,
    x(),
    w(),
    oneHot_nc,
    others_nc,
  );
  const logits_nc = tf.add<tf.Tensor2D>(tf.mul(others.logits_nc, others_nc), tf.mul(target.logit, oneHot_nc));
  return { logits_nc: biased(logits_nc), scale, backward: target.backward };
}
