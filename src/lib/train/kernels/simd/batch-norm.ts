import type { TensorInfo } from '@tensorflow/tfjs-core';
import { simdKernel, type MakeSimdKernel } from './kernel';

/** `MarginaliaBatchNorm`: [y, normal, inverse, mean, variance]; without a scale, y is another name of normal. */
export const batchNorm: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { x, scale, shift }, attrs }) => {
    const [rows, columns] = x.shape;
    const normal = simd.output(x.shape);
    const y = scale ? simd.output(x.shape) : normal;
    if (!scale) simd.backend.incRef(normal.dataId);
    const inverse = simd.output([columns]);
    const mean = simd.output([columns]);
    const variance = simd.output([columns]);
    simd.run.batchNorm(
      simd.at(x),
      rows,
      columns,
      attrs.epsilon as number,
      simd.at(scale as TensorInfo | undefined),
      simd.at(shift as TensorInfo | undefined),
      simd.at(y),
      simd.at(normal),
      simd.at(inverse),
      simd.at(mean),
      simd.at(variance),
    );
    return [y, normal, inverse, mean, variance];
  });

/** `MarginaliaBatchNormGrad`: [dx, dScale, dShift]. */
export const batchNormGrad: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { dy, normal, inverse, scale } }) => {
    const [rows, columns] = dy.shape;
    const dx = simd.output(dy.shape);
    const dScale = simd.output([columns]);
    const dShift = simd.output([columns]);
    simd.run.batchNormGrad(
      simd.at(dy),
      rows,
      columns,
      simd.at(normal),
      simd.at(inverse),
      simd.at(scale as TensorInfo | undefined),
      simd.at(dx),
      simd.at(dScale),
      simd.at(dShift),
    );
    return [dx, dScale, dShift];
  });
