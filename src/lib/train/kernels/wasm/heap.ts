/** What our kernels rely on of the wasm backend: tensors are plain stretches of one exported memory. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';

/** The arguments of a kernel, with the backend typed as what it is here. */
export interface WasmKernelArguments {
  readonly inputs: Record<string, TensorInfo>;
  readonly attrs: Record<string, never>;
  readonly backend: BackendWasm;
}

/** A kernel of ours. The cast says once what tfjs' registry does not know: which backend will call it. */
export function wasmKernel(run: (args: WasmKernelArguments) => TensorInfo | TensorInfo[]): KernelFunc {
  return run as unknown as KernelFunc;
}

/** The floats of a tensor on the heap. The view dies when the memory grows: take it after the last `makeOutput`. */
export function floatsOf(backend: BackendWasm, tensor: TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

/** All bytes of the heap, for moves of whole rows. */
export function bytesOf(backend: BackendWasm): Uint8Array {
  return (backend.wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8;
}
