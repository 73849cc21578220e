import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import '@tensorflow/tfjs-backend-webgpu/dist/base';
import * as tf from '@tensorflow/tfjs-core';
import './webgpu-kernels';
import { activate } from './activate';
import type { LoadBackend } from './backend';

/** WebGPU. */
export const load: LoadBackend = async () => {
  await activate('webgpu');
  let lost = false;
  void (tf.backend() as WebGPUBackend).device.lost.then(() => (lost = true));
  return { id: 'webgpu', isLost: () => lost, isAsynchronous: true };
};
