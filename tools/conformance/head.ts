/** A golden problem through the tensor head, on tfjs' plain cpu backend. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { marginLogits, marginLoss } from '../../src/lib/train/head/margin-head';
import type { Ours } from './check';
import type { Options } from './conventions';
import type { GoldenProblem } from './golden';

export async function evaluateHead(options: Options, problem: GoldenProblem): Promise<Ours> {
  if (tf.getBackend() !== 'cpu') {
    // Without it tfjs advertises its native package on stderr.
    tf.enableProdMode();
    await tf.setBackend('cpu');
  }
  return tf.tidy(() => {
    const { spec, settings, convention, bias_c } = options;
    const { labels_n, classes, dim, features_nd, weights_cd } = problem;
    const oneHot = labels_n.map((label) => Array.from({ length: classes }, (_, j) => (j === label ? 1 : 0)));
    const x_nd = tf.tensor2d(Float32Array.from(features_nd), [labels_n.length, dim]);
    const w_cd = tf.tensor2d(Float32Array.from(weights_cd), [classes, dim]);
    const b_c = tf.tensor1d(bias_c ? [...bias_c] : new Array(classes).fill(0));
    const oneHot_nc = tf.tensor2d(oneHot, [labels_n.length, classes], 'float32');
    const loss = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
      marginLoss(spec, settings, convention, x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D, oneHot_nc);
    const { value, grads } = tf.valueAndGrads(loss)([x_nd, w_cd, b_c]);
    const logits = marginLogits(spec, settings, convention, x_nd, w_cd, b_c, oneHot_nc);
    return {
      loss: value.dataSync()[0],
      logits: logits.dataSync(),
      gradFeatures: grads[0].dataSync(),
      gradWeights: grads[1].dataSync(),
      gBias: grads[2].dataSync(),
    };
  });
}
