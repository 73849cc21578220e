/** Direct calls of tfjs kernels, without the checks and the gradient tape of the op layer. */
import * as tf from '@tensorflow/tfjs-core';

/** Runs a registered kernel that returns one tensor. */
export function runKernel<T extends tf.Tensor>(
  name: string,
  inputs: Record<string, tf.Tensor | undefined>,
  attrs: Record<string, unknown> = {},
): T {
  return tf.engine().runKernel(name, inputs as tf.NamedTensorMap, attrs as tf.NamedAttrMap) as T;
}

/** Runs a registered kernel that returns several tensors. */
export function runKernels(
  name: string,
  inputs: Record<string, tf.Tensor | undefined>,
  attrs: Record<string, unknown> = {},
): tf.Tensor[] {
  return tf.engine().runKernel(name, inputs as tf.NamedTensorMap, attrs as tf.NamedAttrMap) as tf.Tensor[];
}

/** Runs one of our kernels over whole lists of tensors: one launch for all variables of a network. */
export function runListKernel(
  name: string,
  lists: Record<string, readonly tf.Tensor[]>,
  attrs: Record<string, unknown>,
): tf.Tensor[] {
  return tf.engine().runKernel(name, lists as never, attrs as tf.NamedAttrMap) as tf.Tensor[];
}

/** True where the present backend has a kernel of this name. */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}
