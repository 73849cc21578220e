import * as tf from '@tensorflow/tfjs-core';
import { batchNormGradKernel, batchNormKernel } from '../kernels/names';
import { preluGradient } from './prelu';
import { hasKernel, runKernel, runKernels } from './run-kernel';
import { block } from './tape';

/** Added to the variance under the root. */
const epsilon = 1e-5;

/** The batch's own mean and (biased) variance, [C] each; the caller disposes them. */
export interface BatchMoments {
  readonly mean_c: tf.Tensor1D;
  readonly variance_c: tf.Tensor1D;
}

/**
 * Batch normalisation (Ioffe & Szegedy 2015, algorithm 1) of x [N, C] by the batch's own moments, with scale and
 * shift [C] or without (affine-free), then PReLU where there are slopes [C]. Returns the moments too, kept, for the
 * running statistics.
 */
export function batchNormTrain(
  x: tf.Tensor2D,
  affine: { scale_c: tf.Tensor1D; shift_c: tf.Tensor1D } | null,
  slopes_c: tf.Tensor1D | null = null,
): { y: tf.Tensor2D; moments: BatchMoments } {
  let moments: BatchMoments | undefined;
  const inputs: tf.Tensor[] = [x];
  if (affine) inputs.push(affine.scale_c, affine.shift_c);
  if (slopes_c) inputs.push(slopes_c);
  const tailOf = (tensors: readonly tf.Tensor[]): Tail => ({
    ...(affine ? { scale: tensors[1], shift: tensors[2] } : {}),
    ...(slopes_c ? { slopes: tensors[affine ? 3 : 1] } : {}),
  });
  const y = block<tf.Tensor2D>(inputs, (given) => {
    const [value, normal, inverse, mean, variance] = normalize(given[0], tailOf(given));
    moments = { mean_c: tf.keep(mean) as tf.Tensor1D, variance_c: tf.keep(variance) as tf.Tensor1D };
    return {
      value,
      saved: [normal, inverse],
      backward: (dy, kept, [normalSaved, inverseSaved]) => {
        const gradients = normalizeGradient(dy, normalSaved, inverseSaved, tailOf(kept));
        if (!affine) gradients.splice(1, 2);
        return gradients;
      },
    };
  });
  return { y, moments: moments! };
}

/** What comes after the normalisation, [C] each: `scale` and `shift`, or neither; `slopes`, or none. */
type Tail = Readonly<Record<string, tf.Tensor | undefined>>;

/** [y, x̂, 1/√(variance + ε), mean, variance] by the backend's fused kernel, or by tfjs ops. */
function normalize(x: tf.Tensor, tail: Tail): tf.Tensor[] {
  if (hasKernel(batchNormKernel)) return runKernels(batchNormKernel, { x, ...tail }, { epsilon });
  const mean = tf.mean(x, 0);
  const centred = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centred), 0);
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const normal = tf.mul(centred, inverse);
  const linear = scaleAndShift(normal, tail);
  const y = tail.slopes ? runKernel('Prelu', { x: linear, alpha: tail.slopes }) : tf.clone(linear);
  return [y, normal, inverse, mean, variance];
}

/** [dx, dScale, dShift, dSlopes?] by the backend's fused kernel, or by tfjs ops. */
function normalizeGradient(dy: tf.Tensor, normal: tf.Tensor, inverse: tf.Tensor, tail: Tail): tf.Tensor[] {
  if (hasKernel(batchNormGradKernel)) {
    return runKernels(batchNormGradKernel, { dy, normal, inverse, ...tail });
  }
  const { scale, slopes } = tail;
  const [dLinear, ...dSlopes] = slopes ? preluGradient(scaleAndShift(normal, tail), slopes, dy) : [dy];
  const count = normal.shape[0];
  const dShift = tf.sum(dLinear, 0);
  const dScale = tf.sum(tf.mul(dLinear, normal), 0);
  const slope = scale ? tf.mul(inverse, scale) : inverse;
  // dx = slope · (dz − mean(dz) − x̂·mean(dz·x̂))
  const common = tf.add(tf.mul(normal, tf.div(dScale, count)), tf.div(dShift, count));
  return [tf.mul(tf.sub(dLinear, common), slope), dScale, dShift, ...dSlopes];
}

function scaleAndShift(normal: tf.Tensor, { scale, shift }: Tail): tf.Tensor {
  return scale && shift ? tf.add(tf.mul(normal, scale), shift) : normal;
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
