/** Puts our kernels over the wasm backend's missing, wrong and slow ones; the one place that knows their names. */
import { getKernel, registerKernel, unregisterKernel, type KernelFunc } from '@tensorflow/tfjs-core';
import { adamKernel, preluGradKernel } from '../names';
import { adam } from './adam';
import { convFilterGrad, convInputGrad } from './conv-grad';
import { gatherRows } from './gather-rows';
import { identity } from './identity';
import { matMul } from './mat-mul';
import { maxPoolGrad } from './max-pool-grad';
import { preluGrad } from './prelu-grad';
import { sumLeading } from './sum-leading';

const backendName = 'wasm';
const installed = Symbol.for('marginalia.wasm-kernels');

/** Registers the kernels once; a second call does nothing. The backend must be registered before. */
export function installWasmKernels(): void {
  const registry = globalThis as { [installed]?: boolean };
  if (registry[installed]) return;
  registry[installed] = true;
  put('MaxPoolGrad', () => maxPoolGrad);
  put('Identity', () => identity);
  put('GatherV2', gatherRows);
  put('Sum', sumLeading);
  put('BatchMatMul', matMul);
  put('_FusedMatMul', matMul);
  put('Conv2DBackpropFilter', () => convFilterGrad);
  put('Conv2DBackpropInput', convInputGrad);
  put(preluGradKernel, () => preluGrad);
  put(adamKernel, () => adam);
}

/** Replaces a kernel by one that may call the old one, or adds it where there is none. */
function put(kernelName: string, make: (stock: KernelFunc) => KernelFunc): void {
  const stock = getKernel(kernelName, backendName);
  const missing: KernelFunc = () => {
    throw new Error(`The wasm backend has no kernel ${kernelName} to fall back to.`);
  };
  if (stock) unregisterKernel(kernelName, backendName);
  // The stock set-up has already run where the backend is alive, and runs now where it is not yet.
  registerKernel({
    kernelName,
    backendName,
    kernelFunc: make(stock?.kernelFunc ?? missing),
    setupFunc: stock?.setupFunc,
    disposeFunc: stock?.disposeFunc,
  });
}
