/** The training heads of losses that see a batch's embeddings at once: those without class weights, and terms beside a loss. */
import * as tf from '@tensorflow/tfjs-core';
import type { LossSettings, PairwiseLossSpec } from '../../loss/spec';
import { block } from '../blocks/tape';
import { tensorBatchField } from './tensor-batch-field';

/** A loss with the gradients that came with it, as a block of the tape. */
export function lossBlock(
  inputs: readonly tf.Tensor[],
  evaluate: (inputs: readonly tf.Tensor[]) => { loss: tf.Tensor; gradients: tf.Tensor[] },
): tf.Scalar {
  return block<tf.Scalar>(inputs, (given) => {
    const { loss, gradients } = evaluate(given);
    return {
      value: tf.reshape(loss, []),
      saved: gradients,
      ready: gradients,
      backward: (dLoss, _, saved) => saved.map((gradient) => tf.mul(gradient, dLoss)),
    };
  });
}

/** The loss of a batch without class weights, differentiable by its embeddings [N, d]. */
export function pairwiseLoss(
  spec: PairwiseLossSpec,
  settings: LossSettings,
  embeddings_nd: tf.Tensor2D,
  oneHot_nc: tf.Tensor2D,
): tf.Scalar {
  return lossBlock([embeddings_nd], ([x_nd]) => {
    const batch = { embeddings_nd: x_nd, oneHot_nc };
    const { loss, gradEmbeddings_nd } = spec.evaluate<tf.Tensor>(tensorBatchField, batch, settings);
    return { loss, gradients: [gradEmbeddings_nd] };
  });
}

/** a + b, both differentiable. */
export function addLosses(a: tf.Scalar, b: tf.Scalar): tf.Scalar {
  return block<tf.Scalar>([a, b], ([x, y]) => ({
    value: tf.add(x, y),
    saved: [],
    backward: (dSum) => [tf.clone(dSum), tf.clone(dSum)],
  }));
}
