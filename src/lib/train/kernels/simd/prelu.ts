import type { TensorInfo } from '@tensorflow/tfjs-core';
import { areFloats, simdKernel, sizeOf, type MakeSimdKernel } from './kernel';

/** `Prelu` with a slope for each place along the last axis. */
export const prelu: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { x, alpha } }) => {
    if (!areFloats(x, alpha) || !isPerChannel(x, alpha)) return null;
    const out = simd.output(x.shape);
    const columns = sizeOf(alpha.shape);
    simd.run.prelu(simd.at(x), simd.at(alpha), sizeOf(x.shape) / columns, columns, simd.at(out));
    return out;
  });

/** `MarginaliaPreluGrad`: [dx, dAlpha]. */
export const preluGrad: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { x, alpha, dy } }) => {
    if (!areFloats(x, alpha, dy) || !isPerChannel(x, alpha)) return null;
    const dx = simd.output(x.shape);
    const dAlpha = simd.output(alpha.shape);
    const columns = sizeOf(alpha.shape);
    simd.run.preluGrad(
      simd.at(x),
      simd.at(alpha),
      simd.at(dy),
      sizeOf(x.shape) / columns,
      columns,
      simd.at(dx),
      simd.at(dAlpha),
    );
    return [dx, dAlpha];
  });

function isPerChannel(x: TensorInfo, alpha: TensorInfo): boolean {
  const channels = x.shape.at(-1);
  return (
    channels !== undefined &&
    channels > 0 &&
    sizeOf(alpha.shape) === channels &&
    alpha.shape.at(-1) === channels
  );
}
