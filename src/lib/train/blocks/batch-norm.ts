import * as tf from '@tensorflow/tfjs-core';
import type { GradSaver } from './run-kernel';

/** Added to the variance under the root. */
const epsilon = 1e-5;

/** The batch's own mean and (biased) variance, [C] each; the caller disposes them. */
export interface BatchMoments {
  readonly mean_c: tf.Tensor1D;
  readonly variance_c: tf.Tensor1D;
}

/**
 * Batch normalisation (Ioffe & Szegedy 2015, algorithm 1) of x [N, C] by the batch's own moments, with scale and
 * shift [C] or without (affine-free). Returns the moments too, kept, for the running statistics.
 */
export function batchNormTrain(
  x: tf.Tensor2D,
  affine: { scale_c: tf.Tensor1D; shift_c: tf.Tensor1D } | null,
): { y: tf.Tensor2D; moments: BatchMoments } {
  let moments: BatchMoments | undefined;
  const inputs: tf.Tensor[] = affine ? [x, affine.scale_c, affine.shift_c] : [x];
  const block = tf.customGrad((...args) => {
    const save = args.pop() as GradSaver;
    const [input, scale, shift] = args as tf.Tensor[];
    const mean = tf.mean(input, 0) as tf.Tensor1D;
    const centred = tf.sub(input, mean);
    const variance = tf.mean(tf.square(centred), 0) as tf.Tensor1D;
    const inverseDeviation = tf.rsqrt(tf.add(variance, epsilon));
    const normal = tf.mul(centred, inverseDeviation) as tf.Tensor2D;
    moments = { mean_c: tf.keep(mean), variance_c: tf.keep(variance) };
    const value = scale ? tf.add(tf.mul(normal, scale), shift) : tf.clone(normal);
    save(scale ? [normal, inverseDeviation, scale] : [normal, inverseDeviation]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [normalSaved, inverseSaved, scaleSaved] = saved;
        const count = normalSaved.shape[0];
        const dShift = tf.sum(dy, 0);
        const dScale = tf.sum(tf.mul(dy, normalSaved), 0);
        const slope = scaleSaved ? tf.mul(inverseSaved, scaleSaved) : inverseSaved;
        // dx = slope · (dy − mean(dy) − x̂·mean(dy·x̂))
        const common = tf.add(tf.mul(normalSaved, tf.div(dScale, count)), tf.div(dShift, count));
        const dx = tf.mul(tf.sub(dy, common), slope);
        return scaleSaved ? [dx, dScale, dShift] : [dx];
      },
    };
  });
  const y = block(...inputs) as tf.Tensor2D;
  return { y, moments: moments! };
}

/** The same normalisation by given moments: how held-out samples are embedded. */
export function batchNormEvaluate(
  x: tf.Tensor2D,
  moments: BatchMoments,
  affine: { scale_c: tf.Tensor1D; shift_c: tf.Tensor1D } | null,
): tf.Tensor2D {
  const normal = tf.mul(tf.sub(x, moments.mean_c), tf.rsqrt(tf.add(moments.variance_c, epsilon)));
  return (affine ? tf.add(tf.mul(normal, affine.scale_c), affine.shift_c) : normal) as tf.Tensor2D;
}
