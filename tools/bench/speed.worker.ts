/** `benchSpeed` in a browser's module worker: posts each row, then `null`, or the message of what went wrong. */
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import simdKernelsUrl from '../../src/lib/train/kernels/simd/kernels.wasm?url';
import { benchSpeed } from './speed';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasmUrl,
  'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': simdWasmUrl,
};
const readSimdKernels = async () => (await fetch(simdKernelsUrl)).arrayBuffer();

try {
  await benchSpeed('chromium worker', { wasmPaths, readSimdKernels }, (row) => postMessage(row));
  postMessage(null);
} catch (error) {
  postMessage(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
