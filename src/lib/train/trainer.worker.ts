/** The training worker: unpacks commands, calls the service, posts its reports. */
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import simdKernelsUrl from './kernels/simd/kernels.wasm?url';
import { fetchWithKept } from '../data/store/kept-fetch';
import { createCandidates } from './backends/candidates';
import type { Command } from './protocol';
import { TrainingService } from './service';

/** Both addresses are relative to the page's origin; the threaded binary is never asked for. */
const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasmUrl,
  'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': simdWasmUrl,
};

async function readSimdKernels(): Promise<ArrayBuffer> {
  const response = await fetch(simdKernelsUrl);
  if (!response.ok) throw new Error(`the server answered ${response.status} for the SIMD kernels`);
  return response.arrayBuffer();
}

// setTimeout waits at least 4 ms once nested; a message to oneself does not.
const tasks = new MessageChannel();
const waiting: (() => void)[] = [];
tasks.port1.onmessage = () => waiting.shift()?.();

const scope = self as unknown as DedicatedWorkerGlobalScope;
const service = new TrainingService({
  // The reader's own sets lie in the browser; who has none never loads the code that finds them.
  fetch: fetchWithKept(
    (url, init) => fetch(url, init),
    async () => {
      const { openSetStore, storagePlatform } = await import('../data/store/open-set-store');
      return openSetStore(storagePlatform(globalThis));
    },
  ),
  now: () => performance.now(),
  nextTask: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      tasks.port2.postMessage(null);
    }),
  post: (report, transfer = []) => scope.postMessage(report, transfer),
  candidates: createCandidates({ wasmPaths, readSimdKernels }),
  build: [simdWasmUrl, simdKernelsUrl].join(' '),
});

scope.onmessage = ({ data }: MessageEvent<Command>) => service.handle(data);
