import * as tf from '@tensorflow/tfjs-core';
import { batchNormGradKernel, batchNormKernel } from '../kernels/names';
import { hasKernel, runKernels, type GradSaver } from './run-kernel';

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
    const [input, scale, shift] = args as (tf.Tensor | undefined)[];
    const [value, normal, inverse, mean, variance] = normalize(input!, scale, shift);
    moments = { mean_c: tf.keep(mean) as tf.Tensor1D, variance_c: tf.keep(variance) as tf.Tensor1D };
    save(scale ? [normal, inverse, scale] : [normal, inverse]);
    return {
      value,
      gradFunc: (dy, [normalSaved, inverseSaved, scaleSaved]) => {
        const gradients = normalizeGradient(dy, normalSaved, inverseSaved, scaleSaved);
        return scaleSaved ? gradients : gradients.slice(0, 1);
      },
    };
  });
  const y = block(...inputs) as tf.Tensor2D;
  return { y, moments: moments! };
}

/** [y, x̂, 1/√(variance + ε), mean, variance] by the backend's fused kernel, or by tfjs ops. */
function normalize(x: tf.Tensor, scale?: tf.Tensor, shift?: tf.Tensor): tf.Tensor[] {
  if (hasKernel(batchNormKernel)) {
    return runKernels(batchNormKernel, scale ? { x, scale, shift } : { x }, { epsilon });
  }
  const mean = tf.mean(x, 0);
  const centred = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centred), 0);
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const normal = tf.mul(centred, inverse);
  const y = scale && shift ? tf.add(tf.mul(normal, scale), shift) : tf.clone(normal);
  return [y, normal, inverse, mean, variance];
}

/** [dx, dScale, dShift] by the backend's fused kernel, or by tfjs ops. */
function normalizeGradient(
  dy: tf.Tensor,
  normal: tf.Tensor,
  inverse: tf.Tensor,
  scale: tf.Tensor | undefined,
): tf.Tensor[] {
  if (hasKernel(batchNormGradKernel)) {
    const inputs = { dy, normal, inverse };
    return runKernels(batchNormGradKernel, scale ? { ...inputs, scale } : inputs);
  }
  const count = normal.shape[0];
  const dShift = tf.sum(dy, 0);
  const dScale = tf.sum(tf.mul(dy, normal), 0);
  const slope = scale ? tf.mul(inverse, scale) : inverse;
  // dx = slope · (dy − mean(dy) − x̂·mean(dy·x̂))
  const common = tf.add(tf.mul(normal, tf.div(dScale, count)), tf.div(dShift, count));
  return [tf.mul(tf.sub(dy, common), slope), dScale, dShift];
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
