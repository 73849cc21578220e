import { simdKernel, sizeOf, type MakeSimdKernel } from './kernel';

/** `MarginaliaAdam`: [parameter, moment1, moment2], all new. */
export const adam: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { parameter, gradient, moment1, moment2 }, attrs }) => {
    const { stepSize, beta1, beta2, epsilon } = attrs as Record<string, number>;
    const outputs = [parameter, moment1, moment2].map(({ shape }) => simd.output(shape));
    simd.run.adam(
      simd.at(parameter),
      simd.at(gradient),
      simd.at(moment1),
      simd.at(moment2),
      sizeOf(parameter.shape),
      stepSize,
      beta1,
      beta2,
      // Taken in float64: 1 − .999 in float32 is off by 5e-5 of itself.
      1 - beta1,
      1 - beta2,
      epsilon,
      ...outputs.map((output) => simd.at(output)),
    );
    return outputs;
  });
