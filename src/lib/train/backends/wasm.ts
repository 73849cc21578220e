import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { chooseKernels } from '../kernels/wasm/choose';
import { activate } from './activate';
import type { LoadBackend } from './backend';

let pathsAreSet = false;

/** WebAssembly on one thread, SIMD where the browser has it, our kernels over the missing and slow ones. */
export const load: LoadBackend = async ({ wasmPaths, readSimdKernels }) => {
  if (typeof WebAssembly === 'undefined') throw new Error('this browser has no WebAssembly');
  // More threads gave no gain and would ask every host page for cross-origin isolation.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!pathsAreSet) setWasmPaths(wasmPaths as string | Record<string, string>);
  pathsAreSet = true;
  await activate('wasm');
  const kernels = await chooseKernels(readSimdKernels);
  return { id: 'wasm', isLost: () => false, isAsynchronous: false, ...kernels };
};
