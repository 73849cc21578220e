/** Which kernels take over where the better ones cannot run, or are wrong. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { batchNormKernel } from '../../../../src/lib/train/kernels/names';
import { simdKernels } from '../../../../src/lib/train/kernels/simd/table';
import { verifyKernels } from '../../../../src/lib/train/kernels/verify';
import { SimdModule } from '../../../../src/lib/train/kernels/simd/module';
import { installKernelSet } from '../../../../src/lib/train/kernels/wasm/install';
import { load } from '../../../../src/lib/train/backends/wasm';
import { loadInNode, readSimdKernels, wasmFolder } from '../../../../tools/node-training';

beforeEach(async () => {
  await loadInNode('wasm');
});

describe('the choice of kernels', () => {
  it('takes the SIMD ones', async () => {
    const { kernelSet, refusedKernelSets } = await loadInNode('wasm');
    expect(kernelSet).toBe('simd');
    expect(refusedKernelSets).toEqual([]);
    expect(tf.getKernel(batchNormKernel, 'wasm')).toBeDefined();
  });

  it('goes back to the plain ones, and forth again', async () => {
    expect((await loadInNode('wasm', { simd: false })).kernelSet).toBe('plain');
    // It exists among the SIMD ones only.
    expect(tf.getKernel(batchNormKernel, 'wasm')).toBeUndefined();
    expect((await loadInNode('wasm')).kernelSet).toBe('simd');
  });

  it.each([
    ['cannot be read', () => Promise.reject(new Error('no such file')), /no such file/],
    ['is no module', async () => new Uint8Array(8), /WebAssembly/],
    ['lacks a kernel', async () => Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0), /is not a function/],
  ])('takes the plain ones where the module %s', async (_, readSimdKernels, reason) => {
    await withNewBackend(async () => {
      const chosen = await load({ wasmPaths: wasmFolder, readSimdKernels });
      expect(chosen.kernelSet).toBe('plain');
      expect(chosen.refusedKernelSets).toMatchObject([
        { set: 'simd', reason: expect.stringMatching(reason) },
      ]);
    });
  });

  it.each(Object.keys(simdKernels))('notices a wrong %s', (kernelName) => {
    const right = tf.getKernel(kernelName, 'wasm');
    tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({
      ...right,
      kernelFunc: (args) => {
        const result = right.kernelFunc(args);
        for (const output of [result].flat()) {
          const values = (tf.backend() as BackendWasm).typedArrayFromHeap(output);
          values[values.length - 1] += 1;
        }
        return result;
      },
    });
    try {
      expect(() => verifyKernels()).toThrow(kernelName);
    } finally {
      tf.unregisterKernel(kernelName, 'wasm');
      tf.registerKernel(right);
    }
    verifyKernels();
  });

  it('tfjs alone lacks a kernel, which is noticed', () => {
    installKernelSet('stock');
    expect(() => verifyKernels()).toThrow(/Conv2DBackpropFilter/);
  });

  it('refuses a backend that does not export its memory', async () => {
    const backend = { wasm: { HEAPU8: new Uint8Array(8) } } as unknown as BackendWasm;
    await expect(SimdModule.bind(await readSimdKernels(), backend)).rejects.toThrow(/memory/);
  });

  it('kernels of two backends work each on its own memory', async () => {
    const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const expected = Array.from(tf.matMul(a, a).dataSync());
    await withNewBackend(async () => {
      await load({ wasmPaths: wasmFolder, readSimdKernels });
      const b = tf.tensor2d([1, 2, 3, 4], [2, 2]);
      expect(Array.from(tf.matMul(b, b).dataSync())).toEqual(expected);
    });
  });
});

/** Runs `act` while `wasm` stands for a backend that was never seen before: of a known one the choice is remembered. */
async function withNewBackend(act: () => Promise<void>): Promise<void> {
  const factory = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory, 2);
  await act();
}
