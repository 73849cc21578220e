import { backend_util, conv2d, reverse, slice, tidy, transpose } from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor4D } from '@tensorflow/tfjs-core';
import { wasmKernel } from './heap';

type Shape4D = [number, number, number, number];

/**
 * Gradient of a convolution's filter, which tfjs' wasm backend lacks. It is itself a convolution: of the input
 * with batch and channels swapped, by the output's gradient dilated by the stride.
 */
export const convFilterGrad = wasmKernel(({ inputs, attrs }) => {
  const { strides, pad, dimRoundingMode, filterShape } = attrs;
  const x = inputs.x as unknown as Tensor4D;
  const dy = inputs.dy as unknown as Tensor4D;
  const info = backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  const { top, bottom, left, right } = info.padInfo;
  return tidy(() => {
    const images = transpose(x, [3, 1, 2, 0]);
    const kernels = transpose(dy, [1, 2, 0, 3]);
    const full = conv2d(
      images,
      kernels,
      1,
      [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ] as never,
      'NHWC',
      [info.strideHeight, info.strideWidth],
    );
    // Rows that no full stride reaches leave a surplus at the end.
    const [height, width] = filterShape as unknown as Shape4D;
    const exact =
      full.shape[1] === height && full.shape[2] === width
        ? full
        : slice(full, [0, 0, 0, 0], [-1, height, width, -1]);
    return transpose(exact, [1, 2, 0, 3]);
  });
});

/** Gradient of a convolution's input at stride 1: a convolution by the filter turned by 180°. */
export const convInputGrad = (stock: KernelFunc): KernelFunc =>
  wasmKernel((args) => {
    const { strides, pad, dimRoundingMode, inputShape } = args.attrs;
    const dy = args.inputs.dy as unknown as Tensor4D;
    const filter = args.inputs.filter as unknown as Tensor4D;
    const info = backend_util.computeConv2DInfo(
      inputShape as Shape4D,
      filter.shape,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    if (info.strideHeight !== 1 || info.strideWidth !== 1) return stock(args as never);
    const { top, bottom, left, right } = info.padInfo;
    const last = { y: info.filterHeight - 1, x: info.filterWidth - 1 };
    return tidy(() =>
      conv2d(dy, transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]), 1, [
        [0, 0],
        [last.y - top, last.y - bottom],
        [last.x - left, last.x - right],
        [0, 0],
      ] as never),
    );
  });
