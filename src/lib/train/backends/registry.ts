/** Every backend by its id; each is a chunk of its own, fetched when it is tried. */
import type { BackendId } from '../protocol';
import type { LoadBackend } from './backend';

export const backendLoaders: Readonly<Record<BackendId, () => Promise<{ load: LoadBackend }>>> = {
  webgpu: () => import('./webgpu'),
  webgl: () => import('./webgl'),
  wasm: () => import('./wasm'),
  cpu: () => import('./cpu'),
};
