import type { TensorInfo } from '@tensorflow/tfjs-core';
import { simdKernel, sizeOf, type MakeSimdKernel } from './kernel';

/** `MarginaliaSgd`: parameter − stepSize·gradient for every parameter. */
export const sgd: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs, attrs }) => {
    const { parameters, gradients } = inputs as unknown as Record<string, TensorInfo[]>;
    const stepSize = attrs.stepSize as number;
    return parameters.map((parameter, i) => {
      const out = simd.output(parameter.shape);
      const count = sizeOf(parameter.shape);
      simd.run.sgd(simd.at(parameter), simd.at(gradients[i]), count, stepSize, simd.at(out));
      return out;
    });
  });
