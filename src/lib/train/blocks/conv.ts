import * as tf from '@tensorflow/tfjs-core';
import { runKernel } from './run-kernel';
import { block } from './tape';

const layout = {
  strides: [1, 1],
  pad: 'same',
  dataFormat: 'NHWC',
  dilations: [1, 1],
  dimRoundingMode: undefined,
};

/**
 * Convolution of x [N, H, W, in] with a filter [k, k, in, out] plus bias [out], padding "same", stride 1.
 * Where `x` is data, `needsInputGradient` is false and its gradient, the dearest of all, is left out.
 */
export function conv(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  needsInputGradient = true,
): tf.Tensor4D {
  const inputs = needsInputGradient ? [filter, bias, x] : [filter, bias];
  return block<tf.Tensor4D>(inputs, () => ({
    value: runKernel('FusedConv2D', { x, filter, bias }, { ...layout, activation: 'linear' }),
    saved: [],
    backward: (dy, [filterKept, , xKept = x]) => {
      const { shape } = xKept;
      const gradients = [
        runKernel('Conv2DBackpropFilter', { x: xKept, dy }, { ...layout, filterShape: filterKept.shape }),
        tf.sum(dy, [0, 1, 2]),
      ];
      if (!needsInputGradient) return gradients;
      const operands = { dy, filter: filterKept };
      return [...gradients, runKernel('Conv2DBackpropInput', operands, { ...layout, inputShape: shape })];
    },
  }));
}
