import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgl/dist/base';
import * as tf from '@tensorflow/tfjs-core';
import './webgl-kernels';
import { activate } from './activate';
import type { LoadBackend } from './backend';

/** WebGL 2 on an OffscreenCanvas of the worker. */
export const load: LoadBackend = async () => {
  await activate('webgl');
  const backend = tf.backend() as MathBackendWebGL;
  return {
    id: 'webgl',
    isLost: () => backend.gpgpu.gl.isContextLost(),
    isAsynchronous: true,
  };
};
