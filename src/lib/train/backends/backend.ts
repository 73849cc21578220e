/** A backend as the trainer sees it: how it is loaded, and how one knows that it is gone. */
import type { KernelSet } from '../kernels/kernel-set';
import type { BackendId } from '../protocol';

export interface LoadOptions {
  /** Where the wasm backend's binaries lie: a folder ending in a slash, or an address for each file. */
  readonly wasmPaths: string | Readonly<Record<string, string>>;
  /** Reads our compiled SIMD kernels for the wasm backend; without it the plain ones run. */
  readonly readSimdKernels?: () => Promise<BufferSource>;
}

export interface LoadedBackend {
  readonly id: BackendId;
  /** True once the device behind it was lost; nothing that lies on it can be read any more. */
  isLost(): boolean;
  /** True where work is queued and a step returns before it is done. */
  readonly isAsynchronous: boolean;
  /**
   * Compiles every program that `work` would run, side by side and without running one; absent where nothing is
   * compiled. The tensors that `work` makes hold no numbers: it has to free them all. Waits no longer than the
   * backend must once `isUrgent`.
   */
  readonly compileAhead?: (work: () => void, isUrgent: () => boolean) => Promise<void>;
  /** Which kernels run, on `wasm`. */
  readonly kernelSet?: KernelSet;
  /** Better sets of kernels, and why they do not run here. */
  readonly refusedKernelSets?: readonly { set: KernelSet; reason: string }[];
}

/** Loads and activates a backend. Throws an Error whose message says in one clause why it cannot run here. */
export type LoadBackend = (options: LoadOptions) => Promise<LoadedBackend>;
