/** Puts our kernels over the wasm backend's missing, wrong and slow ones; the one place that knows their names. */
import {
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
  type KernelFunc,
} from '@tensorflow/tfjs-core';
import type { KernelSet } from '../kernel-set';
import { adamKernel, blendKernel, marginHeadKernel, preluGradKernel } from '../names';
import type { SimdModule } from '../simd/module';
import { simdKernels } from '../simd/table';
import { adam } from './adam';
import { avgPoolGrad } from './avg-pool-grad';
import { blend } from './blend';
import { convFilterGrad, convInputGrad } from './conv-grad';
import { gatherRows } from './gather-rows';
import { identity } from './identity';
import { marginHead } from './margin-head';
import { matMul } from './mat-mul';
import { maxPoolGrad } from './max-pool-grad';
import { preluGrad } from './prelu-grad';
import { sumLeading } from './sum-leading';

type MakeKernel = (stock: KernelFunc) => KernelFunc;

const backendName = 'wasm';

const plainKernels: Readonly<Record<string, MakeKernel>> = {
  MaxPoolGrad: () => maxPoolGrad,
  AvgPoolGrad: () => avgPoolGrad,
  Identity: () => identity,
  GatherV2: gatherRows,
  Sum: sumLeading,
  BatchMatMul: matMul,
  _FusedMatMul: matMul,
  Conv2DBackpropFilter: () => convFilterGrad,
  Conv2DBackpropInput: convInputGrad,
  [preluGradKernel]: () => preluGrad,
  [adamKernel]: () => adam,
  [blendKernel]: () => blend,
  [marginHeadKernel]: () => marginHead,
};

/** tfjs' own kernels by name, from before the first installation; undefined where it has none. */
const stockKernels: Map<string, KernelConfig | undefined> = ((
  globalThis as { [key: symbol]: Map<string, KernelConfig | undefined> | undefined }
)[Symbol.for('marginalia.stock-wasm-kernels')] ??= new Map());

/** The kernels of a set, each over those of the set below. `simd` has to be bound to the backend that will run. */
export function installKernelSet(set: Exclude<KernelSet, 'simd'>): void;
export function installKernelSet(set: 'simd', simd: SimdModule): void;
export function installKernelSet(set: KernelSet, simd?: SimdModule): void {
  for (const name of new Set([...Object.keys(plainKernels), ...Object.keys(simdKernels)])) {
    let make: MakeKernel | undefined;
    if (set !== 'stock') make = plainKernels[name];
    if (set === 'simd' && name in simdKernels) {
      const below = make;
      make = (stock) => simdKernels[name](simd!, below ? below(stock) : stock);
    }
    put(name, make);
  }
}

/** Registers a kernel that may call tfjs' own, or tfjs' own again. */
function put(kernelName: string, make: MakeKernel | undefined): void {
  const present = getKernel(kernelName, backendName);
  if (!stockKernels.has(kernelName)) stockKernels.set(kernelName, present);
  const stock = stockKernels.get(kernelName);
  if (present) unregisterKernel(kernelName, backendName);
  const missing: KernelFunc = () => {
    throw new Error(`The wasm backend has no kernel ${kernelName} to fall back to.`);
  };
  if (make) {
    // The stock set-up has already run where the backend is alive, and runs now where it is not yet.
    registerKernel({
      kernelName,
      backendName,
      kernelFunc: make(stock?.kernelFunc ?? missing),
      setupFunc: stock?.setupFunc,
      disposeFunc: stock?.disposeFunc,
    });
  } else if (stock) {
    registerKernel(stock);
  }
}
