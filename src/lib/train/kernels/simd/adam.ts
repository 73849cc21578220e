import type { TensorInfo } from '@tensorflow/tfjs-core';
import { simdKernel, sizeOf, type MakeSimdKernel } from './kernel';

/** `MarginaliaAdam`: new parameters; the moments change in place. */
export const adam: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs, attrs }) => {
    const { parameters, gradients, moments1, moments2 } = inputs as unknown as Record<string, TensorInfo[]>;
    const { stepSize, beta1, beta2, epsilon } = attrs as Record<string, number>;
    return parameters.map((parameter, i) => {
      const out = simd.output(parameter.shape);
      simd.run.adam(
        simd.at(parameter),
        simd.at(gradients[i]),
        simd.at(moments1[i]),
        simd.at(moments2[i]),
        sizeOf(parameter.shape),
        stepSize,
        beta1,
        beta2,
        // Taken in float64: 1 − .999 in float32 is off by 5e-5 of itself.
        1 - beta1,
        1 - beta2,
        epsilon,
        simd.at(out),
      );
      return out;
    });
  });
