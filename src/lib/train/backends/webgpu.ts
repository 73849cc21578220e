import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import '@tensorflow/tfjs-backend-webgpu/dist/base';
import * as tf from '@tensorflow/tfjs-core';
import { installGpuKernels } from '../kernels/gpu/install';
import { WebgpuGpu } from '../kernels/webgpu/gpu';
import { activate } from './activate';
import type { LoadBackend } from './backend';
import { registerTrainingKernels } from './training-kernels';
import * as kernels from './webgpu-kernels';
import { withFlag } from './with-flag';

/** WebGPU. */
export const load: LoadBackend = async () => {
  registerTrainingKernels('webgpu', kernels);
  installGpuKernels('webgpu', (backend) => new WebgpuGpu(backend as WebGPUBackend));
  await activate('webgpu');
  const backend = tf.backend() as WebGPUBackend;
  let lost = false;
  void backend.device.lost.then(() => (lost = true));
  return {
    id: 'webgpu',
    isLost: () => lost,
    isAsynchronous: true,
    async compileAhead(work) {
      try {
        withFlag('WEBGPU_ENGINE_COMPILE_ONLY', work);
      } finally {
        await backend.checkCompileCompletionAsync();
      }
    },
  };
};
