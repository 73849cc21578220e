/** Takes the kernels of a backend down and puts them up again, so that two sets can be timed in one process. */
import * as tf from '@tensorflow/tfjs-core';

export type KernelSet = ReadonlyMap<string, tf.KernelConfig>;

/** The kernels that are registered now. */
export function captureKernels(backend: string): KernelSet {
  return new Map((tf.getKernelsForBackend(backend) ?? []).map((config) => [config.kernelName, config]));
}

/** Makes `set` the backend's kernels. Their set-up has run when they were captured, so it does not run again. */
export function useKernels(backend: string, set: KernelSet): void {
  for (const { kernelName } of tf.getKernelsForBackend(backend) ?? [])
    tf.unregisterKernel(kernelName, backend);
  for (const config of set.values()) {
    tf.registerKernel({ ...config, setupFunc: undefined, disposeFunc: undefined });
  }
}
