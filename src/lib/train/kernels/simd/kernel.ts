/** What a SIMD kernel is to tfjs: a function beside the one that takes over where ours does not apply. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { SimdModule } from './module';

/** Makes a kernel. `next` is the set below: it gets every call that ours cannot serve. */
export type MakeSimdKernel = (simd: SimdModule, next: KernelFunc) => KernelFunc;

interface SimdKernelArguments {
  readonly inputs: Record<string, TensorInfo>;
  /** Attributes of the op; each kernel knows the types of its own. */
  readonly attrs: Record<string, never>;
}

/** A kernel that answers null where it does not apply, and then `next` is asked. */
export function simdKernel(
  next: KernelFunc,
  run: (args: SimdKernelArguments) => TensorInfo | TensorInfo[] | null,
): KernelFunc {
  return ((args: Parameters<KernelFunc>[0]) => run(args as never) ?? next(args)) as KernelFunc;
}

/** True where every tensor that is there holds float32 numbers. */
export function areFloats(...tensors: (TensorInfo | undefined)[]): boolean {
  for (const tensor of tensors) if (tensor && tensor.dtype !== 'float32') return false;
  return true;
}

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Numbers of activations as the assembly has them; any other goes to `next`. */
const activations: Readonly<Record<string, number>> = { linear: 0, relu: 1, prelu: 2 };

/**
 * Bias and activation of a fused kernel, or null where they are not of the plain kind: a number for each of `channels`
 * along the last axis.
 */
export function fusedTail(
  channels: number,
  bias: TensorInfo | undefined,
  activation: string,
  slopes: TensorInfo | undefined,
): { activation: number } | null {
  const number = activations[activation];
  const isPerChannel = (tensor: TensorInfo | undefined) =>
    !tensor || (sizeOf(tensor.shape) === channels && tensor.shape.at(-1) === channels);
  if (number === undefined || !isPerChannel(bias) || !isPerChannel(slopes)) return null;
  if (activation === 'prelu' && !slopes) return null;
  return { activation: number };
}
