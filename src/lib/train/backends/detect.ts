/** What this browser may be able to run, found out without loading anything. */
import type { BackendId } from '../protocol';

/** Renderers that draw on the CPU: a worse way to use it than wasm. */
const softwareRenderer = /swiftshader|llvmpipe|software|basic render/i;

interface Gpu {
  requestAdapter(): Promise<{
    isFallbackAdapter?: boolean;
    info?: { isFallbackAdapter?: boolean; architecture?: string };
  } | null>;
}

/** Backends worth trying here for `auto`, best first; software renderers are left out, `cpu` is always last. */
export async function detectBackends(): Promise<BackendId[]> {
  const found: BackendId[] = [];
  if (await hasHardwareWebGpu()) found.push('webgpu');
  if (hasHardwareWebGl()) found.push('webgl');
  if (typeof WebAssembly !== 'undefined') found.push('wasm');
  found.push('cpu');
  return found;
}

async function hasHardwareWebGpu(): Promise<boolean> {
  const gpu = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
  if (!gpu) return false;
  try {
    const adapter = await gpu.requestAdapter();
    if (!adapter) return false;
    const isFallback = adapter.isFallbackAdapter ?? adapter.info?.isFallbackAdapter ?? false;
    return !isFallback && !softwareRenderer.test(adapter.info?.architecture ?? '');
  } catch {
    return false;
  }
}

function hasHardwareWebGl(): boolean {
  if (typeof OffscreenCanvas === 'undefined') return false;
  try {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!gl) return false;
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    return !softwareRenderer.test(name);
  } catch {
    return false;
  }
}
