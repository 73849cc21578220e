import { convGeometry, type ConvAttributes } from './conv-geometry';
import { areFloats, simdKernel, type MakeSimdKernel } from './kernel';

/** `Conv2DBackpropFilter`, which tfjs' wasm backend lacks. */
export const convFilterGrad: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { x, dy }, attrs }) => {
    const { filterShape, ...attributes } = attrs as unknown as ConvAttributes & { filterShape: number[] };
    if (!areFloats(x, dy)) return null;
    const geometry = convGeometry(x.shape, filterShape, attributes);
    if (!geometry) return null;
    const { batch, channels, outChannels, size, filter, stride, padding, outSize } = geometry;
    const out = simd.output(filterShape);
    const { run } = simd;
    const scratch = simd.scratch(
      run.convFilterGradScratch(channels, ...filter, outChannels, ...stride, ...outSize),
    );
    run.convFilterGrad(
      simd.at(x),
      batch,
      ...size,
      channels,
      simd.at(dy),
      ...filter,
      outChannels,
      ...stride,
      ...padding,
      ...outSize,
      simd.at(out),
      scratch,
    );
    return out;
  });

/** `Conv2DBackpropInput`. */
export const convInputGrad: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { dy, filter }, attrs }) => {
    const { inputShape, ...attributes } = attrs as unknown as ConvAttributes & { inputShape: number[] };
    if (!areFloats(dy, filter)) return null;
    const geometry = convGeometry(inputShape, filter.shape, attributes);
    if (!geometry) return null;
    const { batch, channels, outChannels, size, stride, padding, outSize } = geometry;
    const out = simd.output(inputShape);
    const { run } = simd;
    const sizes = [...geometry.filter, outChannels, ...stride, ...padding, ...outSize];
    const scratch = simd.scratch(run.convInputGradScratch(batch, ...size, channels, ...sizes));
    run.convInputGrad(
      simd.at(dy),
      batch,
      ...size,
      channels,
      simd.at(filter),
      ...sizes,
      simd.at(out),
      scratch,
    );
    return out;
  });
