import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../../../src/lib/loss/convention';
import type { LossProblem } from '../../../../src/lib/loss/reference';
import type { LossSettings, ClassLossSpec } from '../../../../src/lib/loss/spec';
import { marginLogits, marginLoss } from '../../../../src/lib/train/head/margin-head';

/** The head's loss, logits and gradients for a batch, on the backend in use. */
export async function evaluateHead(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  problem: LossProblem,
) {
  const { labels_n, dim, classes, bias_c } = problem;
  const tensors = tf.tidy(() => {
    const x_nd = tf.tensor2d(Float32Array.from(problem.embeddings_nd), [labels_n.length, dim]);
    const w_cd = tf.tensor2d(Float32Array.from(problem.weights_cd), [problem.weights_cd.length / dim, dim]);
    const none = new Float64Array(spec.kind === 'binary' ? 1 : classes);
    const b_c = tf.tensor1d(Float32Array.from(bias_c ?? none));
    const rows = Array.from(labels_n, (label) =>
      Array.from({ length: classes }, (_, j) => (j === label ? 1 : 0)),
    );
    const oneHot_nc = tf.tensor2d(rows, [labels_n.length, classes], 'float32');
    const { value, grads } = tf.valueAndGrads((x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
      marginLoss(spec, settings, convention, x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D, oneHot_nc),
    )([x_nd, w_cd, b_c]);
    return [value, marginLogits(spec, settings, convention, x_nd, w_cd, b_c, oneHot_nc), ...grads];
  });
  const [loss, logits_nc, gradEmbeddings_nd, gradWeights_cd, gradBias_c] = await Promise.all(
    tensors.map((tensor) => tensor.data()),
  );
  tf.dispose(tensors);
  return { loss: loss[0], logits_nc, gradEmbeddings_nd, gradWeights_cd, gradBias_c };
}
