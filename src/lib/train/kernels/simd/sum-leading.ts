import { util } from '@tensorflow/tfjs-core';
import { areFloats, simdKernel, sizeOf, type MakeSimdKernel } from './kernel';

/** `Sum` over leading axes: a bias's gradient. Other axes go to the stock kernel. */
export const sumLeading: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { x }, attrs }) => {
    const { axis, keepDims } = attrs as unknown as { axis: number | number[]; keepDims: boolean };
    const axes = util.parseAxisParam(axis, x.shape);
    const isLeading = axes.length > 0 && axes.length < x.shape.length && axes.every((at, i) => at === i);
    if (!areFloats(x) || !isLeading) return null;
    const rest = x.shape.slice(axes.length);
    const columns = sizeOf(rest);
    if (columns === 0) return null;
    const out = simd.output(keepDims ? [...axes.map(() => 1), ...rest] : rest);
    simd.run.sumLeading(simd.at(x), sizeOf(x.shape) / columns, columns, simd.at(out));
    return out;
  });
