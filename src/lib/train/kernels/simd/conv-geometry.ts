/** The sizes of a convolution, in the order in which the assembly's functions take them. */
import { backend_util } from '@tensorflow/tfjs-core';

export interface ConvAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export interface ConvGeometry {
  readonly batch: number;
  readonly channels: number;
  readonly outChannels: number;
  /** H, W */
  readonly size: readonly [number, number];
  readonly filter: readonly [number, number];
  readonly stride: readonly [number, number];
  /** Rows above, columns on the left. */
  readonly padding: readonly [number, number];
  readonly outSize: readonly [number, number];
  readonly outShape: number[];
}

type Shape4D = [number, number, number, number];

/** null where our kernels do not apply: dilated, grouped, channels first, or empty. */
export function convGeometry(
  inputShape: number[],
  filterShape: number[],
  { strides, pad, dataFormat, dilations = 1, dimRoundingMode }: ConvAttributes,
): ConvGeometry | null {
  if (dataFormat === 'NCHW' || inputShape[3] !== filterShape[2]) return null;
  const info = backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) return null;
  if ([...inputShape, ...filterShape, ...info.outShape].some((length) => length <= 0)) return null;
  return {
    batch: info.batchSize,
    channels: info.inChannels,
    outChannels: info.outChannels,
    size: [info.inHeight, info.inWidth],
    filter: [info.filterHeight, info.filterWidth],
    stride: [info.strideHeight, info.strideWidth],
    padding: [info.padInfo.top, info.padInfo.left],
    outSize: [info.outHeight, info.outWidth],
    outShape: info.outShape,
  };
}
