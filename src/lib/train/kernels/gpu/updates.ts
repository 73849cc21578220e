/** Kernels over whole lists of tensors, one number at a time: the optimizers, and the blend of running moments. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { GpuKernel } from './gpu';

type Lists = Readonly<Record<string, readonly TensorInfo[]>>;
type Numbers = Readonly<Record<string, number>>;

/** `MarginaliaAdam`: new parameters; the moments get their new numbers where they lie. */
export const adam: GpuKernel = (gpu, inputs, attrs) => {
  const { parameters, gradients, moments1, moments2 } = inputs as unknown as Lists;
  const { stepSize, beta1, beta2, epsilon } = attrs as Numbers;
  return parameters.map((parameter, k) => {
    const [gradient, m, v] = [gradients[k], moments1[k], moments2[k]];
    const first = { name: 'AdamFirst', inputs: ['g', 'm'], value: 'm * u0 + g * u1' };
    gpu.replace(m, gpu.elements(first, [gradient, m], [beta1, 1 - beta1]));
    const second = { name: 'AdamSecond', inputs: ['g', 'v'], value: 'v * u0 + g * g * u1' };
    gpu.replace(v, gpu.elements(second, [gradient, v], [beta2, 1 - beta2]));
    const move = { name: 'AdamMove', inputs: ['m', 'p', 'v'], value: 'p - m * u0 / (sqrt(v) + u1)' };
    return gpu.elements(move, [m, parameter, v], [stepSize, epsilon]);
  });
};

/** `MarginaliaSgd` */
export const sgd: GpuKernel = (gpu, inputs, attrs) => {
  const { parameters, gradients } = inputs as unknown as Lists;
  const move = { name: 'SgdMove', inputs: ['g', 'p'], value: 'p - g * u0' };
  return parameters.map((parameter, k) =>
    gpu.elements(move, [gradients[k], parameter], [(attrs as Numbers).stepSize]),
  );
};

/** `MarginaliaBlend` */
export const blend: GpuKernel = (gpu, inputs, attrs) => {
  const { from, to } = inputs as unknown as Lists;
  const { share } = attrs as Numbers;
  const mix = { name: 'Blend', inputs: ['a', 'b'], value: 'a * u0 + b * u1' };
  return from.map((old, k) => gpu.elements(mix, [old, to[k]], [1 - share, share]));
};
