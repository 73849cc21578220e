/** The best set of kernels that is right here: each is tried on known numbers before anything trains with it. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { KernelSet } from '../kernel-set';
import { SimdModule } from '../simd/module';
import { verifyKernels } from '../verify';
import { installKernelSet } from './install';

export interface KernelChoice {
  readonly kernelSet: KernelSet;
  /** Better sets, and why they do not run. */
  readonly refusedKernelSets: readonly { set: KernelSet; reason: string }[];
}

/** What is known of a backend: the module holds scratch on its heap, and a set that was right once stays right. */
interface Known {
  simd?: SimdModule;
  readonly verified: Set<KernelSet>;
}

const known = new WeakMap<BackendWasm, Known>();

/**
 * Installs the best set of kernels on the active wasm backend.
 *
 * @param readSimd reads the compiled SIMD kernels; without it they are not tried
 */
export async function chooseKernels(readSimd?: () => Promise<BufferSource>): Promise<KernelChoice> {
  const backend = tf.backend() as BackendWasm;
  const here: Known = known.get(backend) ?? { verified: new Set() };
  known.set(backend, here);
  const refusedKernelSets: { set: KernelSet; reason: string }[] = [];
  for (const set of readSimd ? (['simd', 'plain'] as const) : (['plain'] as const)) {
    try {
      if (set === 'simd') {
        here.simd ??= await SimdModule.bind(await readSimd!(), backend);
        installKernelSet('simd', here.simd);
      } else {
        installKernelSet(set);
      }
      if (!here.verified.has(set)) verifyKernels();
      here.verified.add(set);
      return { kernelSet: set, refusedKernelSets };
    } catch (error) {
      if (set === 'simd') here.simd = undefined;
      refusedKernelSets.push({ set, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  installKernelSet('stock');
  return { kernelSet: 'stock', refusedKernelSets };
}
