/** The tfjs backends that run in Node, for tests of tensor code. */
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { fileURLToPath } from 'node:url';

export const nodeBackends = ['cpu', 'wasm'] as const;

/** Makes `name` the backend of what follows. */
export async function useBackend(name: (typeof nodeBackends)[number]): Promise<void> {
  tf.enableProdMode();
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(
    fileURLToPath(
      new URL('../../../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url),
    ),
  );
  await tf.setBackend(name);
}
