/** Training in Node with the site's own code: backends from node_modules, datasets from the folder on disk. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import '../src/lib/train/gradients';
import type { Fetch } from '../src/lib/data/shard-reader';
import type { LoadedBackend } from '../src/lib/train/backends/backend';
import { backendLoaders } from '../src/lib/train/backends/registry';
import type { BackendId } from '../src/lib/train/protocol';

const root = fileURLToPath(new URL('..', import.meta.url));

/** tfjs' own binaries, for `LoadOptions.wasmPaths`. */
export const wasmFolder = resolve(root, 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out') + '/';

/** Address of a packed dataset, for `TrainingConfig.datasetUrl`. */
export const datasetUrl = (name: string): string =>
  pathToFileURL(resolve(root, 'static/data', name)).href + '/';

/** `fetch` for file addresses. */
export const fileFetch: Fetch = async (url) => {
  try {
    return new Response(await readFile(fileURLToPath(url)));
  } catch {
    return new Response(null, { status: 404 });
  }
};

/** Our compiled SIMD kernels, for `LoadOptions.readSimdKernels`. */
export const readSimdKernels = (): Promise<BufferSource> =>
  readFile(resolve(root, 'src/lib/train/kernels/simd/kernels.wasm'));

/**
 * Loads and activates a backend; `webgl` and `webgpu` do not start in Node.
 *
 * @param options `{ simd: false }`: wasm with the plain kernels, which run where there is no SIMD
 */
export async function loadInNode(id: BackendId, { simd = true } = {}): Promise<LoadedBackend> {
  const { load } = await backendLoaders[id]();
  return load({ wasmPaths: wasmFolder, ...(simd ? { readSimdKernels } : {}) });
}
