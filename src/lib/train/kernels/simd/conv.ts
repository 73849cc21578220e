import type { TensorInfo } from '@tensorflow/tfjs-core';
import { convGeometry, type ConvAttributes } from './conv-geometry';
import { areFloats, fusedTail, simdKernel, type MakeSimdKernel } from './kernel';

/** `Conv2D` and `FusedConv2D`. */
export const conv: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs, attrs }) => {
    const { x, filter } = inputs;
    const bias = inputs.bias as TensorInfo | undefined;
    const slopes = inputs.preluActivationWeights as TensorInfo | undefined;
    const attributes = attrs as unknown as ConvAttributes & { activation?: string };
    if (!areFloats(x, filter, bias, slopes)) return null;
    const geometry = convGeometry(x.shape, filter.shape, attributes);
    if (!geometry) return null;
    const { batch, channels, outChannels, size, stride, padding, outSize } = geometry;
    const tail = fusedTail(outChannels, bias, attributes.activation ?? 'linear', slopes);
    if (!tail) return null;
    const out = simd.output(geometry.outShape);
    const { run } = simd;
    const scratch = simd.scratch(
      run.convScratch(channels, ...geometry.filter, outChannels, ...stride, ...outSize),
    );
    run.conv(
      simd.at(x),
      batch,
      ...size,
      channels,
      simd.at(filter),
      ...geometry.filter,
      outChannels,
      ...stride,
      ...padding,
      ...outSize,
      simd.at(out),
      simd.at(bias),
      tail.activation,
      simd.at(slopes),
      scratch,
    );
    return out;
  });
