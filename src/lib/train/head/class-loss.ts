/** From logits to the mean loss and ∂L/∂z: classes against each other, or each by itself. */
import * as tf from '@tensorflow/tfjs-core';
import type { ClassLossSpec, LossSettings } from '../../loss/spec';
import { rowDot } from './normalize-rows';

export interface LossOfLogits {
  readonly loss: tf.Scalar;
  readonly gradLogits_nc: tf.Tensor2D;
}

/**
 * @param scale s, by which a `binary` loss is divided
 * @param factor what the mean is multiplied with at last
 */
export function lossOfLogits(
  spec: ClassLossSpec,
  settings: LossSettings,
  logits_nc: tf.Tensor2D,
  oneHot_nc: tf.Tensor2D,
  scale: number | tf.Tensor,
  factor: number,
): LossOfLogits {
  if (spec.kind === 'binary') {
    return logisticLosses(logits_nc, oneHot_nc, spec.ownShare(settings), tf.div(factor, scale));
  }
  const { loss, gradLogits_nc } = crossEntropy(logits_nc, oneHot_nc);
  if (factor === 1) return { loss, gradLogits_nc };
  return { loss: tf.mul(loss, factor), gradLogits_nc: tf.mul(gradLogits_nc, factor) };
}

/** Mean cross-entropy with the maximum subtracted. */
function crossEntropy(logits_nc: tf.Tensor2D, oneHot_nc: tf.Tensor2D): LossOfLogits {
  const shifted_nc = tf.sub<tf.Tensor2D>(logits_nc, tf.max(logits_nc, 1, true));
  const exp_nc = tf.exp(shifted_nc);
  const sum = tf.sum(exp_nc, 1, true);
  const loss = tf.mean<tf.Scalar>(tf.sub(tf.log(sum), rowDot(shifted_nc, oneHot_nc)));
  const gradLogits_nc = tf.mul<tf.Tensor2D>(tf.sub(tf.div(exp_nc, sum), oneHot_nc), 1 / logits_nc.shape[0]);
  return { loss, gradLogits_nc };
}

/** `loss/logistic-losses.ts` in tensors. */
function logisticLosses(
  logits_nc: tf.Tensor2D,
  oneHot_nc: tf.Tensor2D,
  ownShare: number,
  factor: tf.Tensor,
): LossOfLogits {
  const side_nc = tf.sub(1, tf.mul(oneHot_nc, 2));
  const share_nc = tf.mul(
    tf.add(1 - ownShare, tf.mul(oneHot_nc, 2 * ownShare - 1)),
    tf.div(factor, logits_nc.shape[0]),
  );
  const z_nc = tf.mul(side_nc, logits_nc);
  // Neither exponential overflows.
  const softplus_nc = tf.add(tf.relu(z_nc), tf.log(tf.add(tf.exp(tf.mul(tf.abs(z_nc), -1)), 1)));
  return {
    loss: tf.sum(tf.mul(share_nc, softplus_nc)),
    gradLogits_nc: tf.mul(tf.mul(side_nc, share_nc), tf.sigmoid(z_nc)),
  };
}
