/** A backend as the trainer sees it: how it is loaded, and how one knows that it is gone. */
import type { BackendId } from '../protocol';

export interface LoadOptions {
  /** Where the wasm backend's binaries lie: a folder ending in a slash, or an address for each file. */
  readonly wasmPaths: string | Readonly<Record<string, string>>;
}

export interface LoadedBackend {
  readonly id: BackendId;
  /** True once the device behind it was lost; nothing that lies on it can be read any more. */
  isLost(): boolean;
  /** True where work is queued and a step returns before it is done. */
  readonly isAsynchronous: boolean;
}

/** Loads and activates a backend. Throws an Error whose message says in one clause why it cannot run here. */
export type LoadBackend = (options: LoadOptions) => Promise<LoadedBackend>;
