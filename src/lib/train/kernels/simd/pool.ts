import { backend_util } from '@tensorflow/tfjs-core';
import { areFloats, simdKernel, type MakeSimdKernel } from './kernel';

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function poolInfo(shape: number[], { filterSize, strides, pad, dimRoundingMode }: PoolAttributes) {
  return backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

/** `MaxPool` of 2×2 windows side by side, without padding; other windows go to the stock kernel. */
export const maxPool: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { x }, attrs }) => {
    if (!areFloats(x)) return null;
    const info = poolInfo(x.shape, attrs as unknown as PoolAttributes);
    const { filterHeight, filterWidth, strideHeight, strideWidth, outHeight, outWidth } = info;
    const isDouble = [filterHeight, filterWidth, strideHeight, strideWidth].every((length) => length === 2);
    const isInside = 2 * outHeight <= info.inHeight && 2 * outWidth <= info.inWidth;
    if (!isDouble || !isInside || info.padInfo.top > 0 || info.padInfo.left > 0) return null;
    const out = simd.output(info.outShape);
    const { batchSize, inHeight, inWidth, inChannels } = info;
    simd.run.maxPool2(
      simd.at(x),
      batchSize,
      inHeight,
      inWidth,
      inChannels,
      outHeight,
      outWidth,
      simd.at(out),
    );
    return out;
  });

/** `MaxPoolGrad`, which is wrong in tfjs 4.22. */
export const maxPoolGrad: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { dy, input }, attrs }) => {
    if (!areFloats(dy, input)) return null;
    const dx = simd.output(input.shape);
    const windows = windowsOf(input.shape, attrs as unknown as PoolAttributes);
    simd.run.maxPoolGrad(simd.at(input), simd.at(dy), ...windows, simd.at(dx));
    return dx;
  });

/** `AvgPoolGrad`: tfjs' own takes twenty times as long. */
export const avgPoolGrad: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { dy, input }, attrs }) => {
    if (!areFloats(dy, input)) return null;
    const dx = simd.output(input.shape);
    const windows = windowsOf(input.shape, attrs as unknown as PoolAttributes);
    simd.run.avgPoolGrad(simd.at(dy), ...windows, simd.at(dx));
    return dx;
  });

/** Sizes, strides and padding in the order in which the assembly takes them. */
function windowsOf(shape: number[], attrs: PoolAttributes): number[] {
  const info = poolInfo(shape, attrs);
  return [
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.effectiveFilterHeight,
    info.effectiveFilterWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
    info.outHeight,
    info.outWidth,
  ];
}
