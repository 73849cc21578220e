import * as tf from '@tensorflow/tfjs-core';
import { preluGradKernel } from '../kernels/names';
import { hasKernel, runKernel, runKernels } from './run-kernel';
import { block } from './tape';

/** PReLU (He et al. 2015, eq. 1): x where x > 0, else alpha·x; alpha [C] is shared over all but the last axis. */
export function prelu<T extends tf.Tensor>(x: T, alpha: tf.Tensor1D): T {
  return block<T>([x, alpha], () => ({
    value: runKernel('Prelu', { x, alpha }),
    saved: [],
    backward: (dy, [input, slopes]) => preluGradient(input, slopes, dy),
  }));
}

/** [dx, dAlpha] by the backend's fused kernel, or by tfjs ops. */
export function preluGradient(x: tf.Tensor, alpha: tf.Tensor, dy: tf.Tensor): tf.Tensor[] {
  if (hasKernel(preluGradKernel)) return runKernels(preluGradKernel, { x, alpha, dy });
  // A mask in place of `where`: differentiable code never branches, and every backend has `step`.
  const positive = tf.step(x);
  const negative = tf.sub(1, positive);
  const dx = tf.mul(dy, tf.add(positive, tf.mul(negative, alpha)));
  const leadingAxes = x.shape.map((_, axis) => axis).slice(0, -1);
  const dAlpha = tf.sum(tf.mul(dy, tf.mul(negative, x)), leadingAxes);
  return [dx, dAlpha];
}
