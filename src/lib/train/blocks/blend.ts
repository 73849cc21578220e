import * as tf from '@tensorflow/tfjs-core';
import { blendKernel } from '../kernels/names';
import { hasKernel, runListKernel } from './run-kernel';

/** (1 − share)·from + share·to of each pair, new tensors; the caller disposes them. */
export function blend<T extends tf.Tensor>(from: readonly T[], to: readonly T[], share: number): T[] {
  if (hasKernel(blendKernel)) return runListKernel(blendKernel, { from, to }, { share }) as T[];
  return from.map((old, i) => tf.tidy(() => tf.add(tf.mul(old, 1 - share), tf.mul(to[i], share)) as T));
}
