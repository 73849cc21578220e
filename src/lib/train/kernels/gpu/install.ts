import {
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelFunc,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { Gpu } from './gpu';
import { sumLeading } from './sum-leading';
import { gpuKernels } from './table';

/** Registers our kernels for a graphics backend whose own are registered; a second call changes nothing. */
export function installGpuKernels(backendName: string, gpuOf: (backend: unknown) => Gpu): void {
  if (Object.keys(gpuKernels).some((kernelName) => getKernel(kernelName, backendName))) return;
  for (const [kernelName, run] of Object.entries(gpuKernels)) {
    const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
      run(gpuOf(backend), inputs as Record<string, TensorInfo>, attrs ?? {});
    registerKernel({ kernelName, backendName, kernelFunc });
  }
  const stock = getKernel('Sum', backendName);
  unregisterKernel('Sum', backendName);
  registerKernel({
    ...stock,
    kernelFunc: (args) => {
      const { axis, keepDims } = args.attrs as unknown as { axis: number | number[]; keepDims: boolean };
      return sumLeading(gpuOf(args.backend), args.inputs.x!, axis, keepDims) ?? stock.kernelFunc(args);
    },
  });
}
