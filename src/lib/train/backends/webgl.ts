import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgl/dist/base';
import * as tf from '@tensorflow/tfjs-core';
import { installGpuKernels } from '../kernels/gpu/install';
import { WebglGpu } from '../kernels/webgl/gpu';
import { activate } from './activate';
import type { LoadBackend } from './backend';
import { registerTrainingKernels } from './training-kernels';
import * as kernels from './webgl-kernels';
import { withFlag } from './with-flag';

/** Milliseconds between two looks at the compiler. */
const lookMs = 5;

/** WebGL 2 on an OffscreenCanvas of the worker. */
export const load: LoadBackend = async () => {
  registerTrainingKernels('webgl', kernels);
  installGpuKernels('webgl', (backend) => new WebglGpu(backend as MathBackendWebGL));
  await activate('webgl');
  const backend = tf.backend() as MathBackendWebGL;
  return {
    id: 'webgl',
    isLost: () => backend.gpgpu.gl.isContextLost(),
    isAsynchronous: true,
    async compileAhead(work, isUrgent) {
      try {
        withFlag('ENGINE_COMPILE_ONLY', work);
        while (!isUrgent() && !isCompiled(backend))
          await new Promise((resolve) => setTimeout(resolve, lookMs));
      } finally {
        // From here on the programs have to be whole; this waits for those that are not. Both throw on a lost device.
        backend.checkCompileCompletion();
        backend.getUniformLocations();
      }
    },
  };
};

/** True where no program is still being compiled, as far as the browser tells without waiting. */
function isCompiled(backend: MathBackendWebGL): boolean {
  const { gl, parallelCompilationExtension } = backend.gpgpu;
  if (!parallelCompilationExtension) return true;
  const { binaryCache } = backend as unknown as {
    binaryCache: Record<string, { webGLProgram: WebGLProgram }>;
  };
  const { COMPLETION_STATUS_KHR } = parallelCompilationExtension;
  return Object.values(binaryCache).every(({ webGLProgram }) =>
    Boolean(gl.getProgramParameter(webGLProgram, COMPLETION_STATUS_KHR)),
  );
}
