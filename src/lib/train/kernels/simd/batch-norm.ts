import type { TensorInfo } from '@tensorflow/tfjs-core';
import { simdKernel, type MakeSimdKernel } from './kernel';

type Optional = TensorInfo | undefined;

/** `MarginaliaBatchNorm`: [y, normal, inverse, mean, variance]; y may be another name of normal. */
export const batchNorm: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs, attrs }) => {
    const { x } = inputs;
    const scale = inputs.scale as Optional;
    const slopes = inputs.slopes as Optional;
    const [rows, columns] = x.shape;
    const normal = simd.output(x.shape);
    const isNormal = !scale && !slopes;
    const y = isNormal ? normal : simd.output(x.shape);
    if (isNormal) simd.backend.incRef(normal.dataId);
    const inverse = simd.output([columns]);
    const mean = simd.output([columns]);
    const variance = simd.output([columns]);
    simd.run.batchNorm(
      simd.at(x),
      rows,
      columns,
      attrs.epsilon as number,
      simd.at(scale),
      simd.at(inputs.shift as Optional),
      simd.at(slopes),
      simd.at(y),
      simd.at(normal),
      simd.at(inverse),
      simd.at(mean),
      simd.at(variance),
    );
    return [y, normal, inverse, mean, variance];
  });

/** `MarginaliaBatchNormGrad`: [dx, dScale, dShift, dSlopes?]. */
export const batchNormGrad: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs }) => {
    const { dy, normal, inverse } = inputs;
    const slopes = inputs.slopes as Optional;
    const [rows, columns] = dy.shape;
    const dx = simd.output(dy.shape);
    const dScale = simd.output([columns]);
    const dShift = simd.output([columns]);
    const dSlopes = slopes && simd.output([columns]);
    simd.run.batchNormGrad(
      simd.at(dy),
      rows,
      columns,
      simd.at(normal),
      simd.at(inverse),
      simd.at(inputs.scale as Optional),
      simd.at(inputs.shift as Optional),
      simd.at(slopes),
      simd.at(dx),
      simd.at(dScale),
      simd.at(dShift),
      simd.at(dSlopes),
    );
    return dSlopes ? [dx, dScale, dShift, dSlopes] : [dx, dScale, dShift];
  });
