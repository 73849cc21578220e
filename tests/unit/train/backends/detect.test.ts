/** What is offered by itself: hardware first, cpu last, and nothing that draws on the processor under another name. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { detectBackends } from '../../../../src/lib/train/backends/detect';

afterEach(() => vi.unstubAllGlobals());

interface Adapter {
  isFallbackAdapter?: boolean;
  info?: { isFallbackAdapter?: boolean; architecture?: string };
}

/** A browser whose WebGPU gives this adapter, and whose WebGL2 names this renderer; null: it has none. */
function browser(adapter: Adapter | null | Error, renderer: string | null): { contextsLeft: () => number } {
  let contexts = 0;
  const requestAdapter = async () => {
    if (adapter instanceof Error) throw adapter;
    return adapter;
  };
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext(kind: string) {
        if (kind !== 'webgl2' || renderer === null) return null;
        contexts++;
        return {
          RENDERER: 1,
          getExtension: (name: string) =>
            name === 'WEBGL_lose_context'
              ? { loseContext: () => contexts-- }
              : { UNMASKED_RENDERER_WEBGL: 2 },
          getParameter: () => renderer,
        };
      }
    },
  );
  return { contextsLeft: () => contexts };
}

describe('what may run here', () => {
  it('is all of it on a machine with a graphics card, and no context is left open', async () => {
    const { contextsLeft } = browser({ info: { architecture: 'ampere' } }, 'NVIDIA GeForce RTX 3060');
    expect(await detectBackends()).toEqual(['webgpu', 'webgl', 'wasm', 'cpu']);
    expect(contextsLeft()).toBe(0);
  });

  it.each([
    [
      'SwiftShader',
      { info: { architecture: 'swiftshader' } },
      'ANGLE (Google, Vulkan 1.3 (SwiftShader Device), ...)',
    ],
    ['a fallback adapter', { isFallbackAdapter: true }, 'llvmpipe (LLVM 15.0.6, 256 bits)'],
    [
      'a fallback adapter that says so in its info',
      { info: { isFallbackAdapter: true } },
      'Microsoft Basic Render Driver',
    ],
    ['nothing', null, null],
    ['a WebGPU that fails', new Error('no adapter'), null],
  ])('is wasm and cpu where graphics are drawn by %s', async (_, adapter, renderer) => {
    browser(adapter, renderer);
    expect(await detectBackends()).toEqual(['wasm', 'cpu']);
  });

  it('is wasm and cpu in a place without graphics, such as here', async () => {
    vi.stubGlobal('navigator', undefined);
    expect(await detectBackends()).toEqual(['wasm', 'cpu']);
  });

  it('is cpu alone without WebAssembly', async () => {
    browser(null, null);
    vi.stubGlobal('WebAssembly', undefined);
    expect(await detectBackends()).toEqual(['cpu']);
  });
});
