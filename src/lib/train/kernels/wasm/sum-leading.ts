import { util, type KernelFunc } from '@tensorflow/tfjs-core';
import { floatsOf, wasmKernel } from './heap';

/** Sum over leading axes (a bias's gradient) in one pass; the stock kernel transposes first. */
export const sumLeading = (stock: KernelFunc): KernelFunc =>
  wasmKernel((args) => {
    const { inputs, attrs, backend } = args;
    const { x } = inputs;
    const axes = util.parseAxisParam(attrs.axis, x.shape);
    const leading = axes.length > 0 && axes.length < x.shape.length && axes.every((axis, i) => axis === i);
    if (x.dtype !== 'float32' || !leading) return stock(args as never);
    const tail = x.shape.slice(axes.length);
    const out = backend.makeOutput(attrs.keepDims ? [...axes.map(() => 1), ...tail] : tail, 'float32');
    const columns = util.sizeFromShape(tail);
    const values = floatsOf(backend, x);
    const sums = new Float64Array(columns);
    for (let i = 0; i < values.length;) for (let c = 0; c < columns; c++) sums[c] += values[i++];
    floatsOf(backend, out).set(sums);
    return out;
  });
