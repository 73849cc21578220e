import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, wasmKernel } from './heap';

/** `MarginaliaAdam`: new parameters, so that clones and checkpoints keep the old; the moments change in place. */
export const adam = wasmKernel(({ inputs, attrs, backend }) => {
  const { parameters, gradients, moments1, moments2 } = inputs as unknown as Record<string, TensorInfo[]>;
  const { stepSize, beta1, beta2, epsilon } = attrs as unknown as Record<string, number>;
  return parameters.map((parameter, k) => {
    const output = backend.makeOutput(parameter.shape, 'float32');
    const p = floatsOf(backend, parameter);
    const g = floatsOf(backend, gradients[k]);
    const m = floatsOf(backend, moments1[k]);
    const v = floatsOf(backend, moments2[k]);
    const out = floatsOf(backend, output);
    for (let i = 0; i < g.length; i++) {
      const slope = g[i];
      const first = beta1 * m[i] + (1 - beta1) * slope;
      const second = beta2 * v[i] + (1 - beta2) * slope * slope;
      m[i] = first;
      v[i] = second;
      out[i] = p[i] - (stepSize * first) / (Math.sqrt(second) + epsilon);
    }
    return output;
  });
});
