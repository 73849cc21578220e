import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, wasmKernel } from './heap';

/** `MarginaliaBlend`: the running moments of a normalisation, a few hundred numbers. */
export const blend = wasmKernel(({ inputs, attrs, backend }) => {
  const { from, to } = inputs as unknown as Record<string, TensorInfo[]>;
  const { share } = attrs as unknown as Record<string, number>;
  return from.map((old, k) => {
    const output = backend.makeOutput(old.shape, 'float32');
    const a = floatsOf(backend, old);
    const b = floatsOf(backend, to[k]);
    const out = floatsOf(backend, output);
    for (let i = 0; i < out.length; i++) out[i] = (1 - share) * a[i] + share * b[i];
    return output;
  });
});
