import * as tf from '@tensorflow/tfjs-core';
import { runKernel, type GradSaver } from './run-kernel';

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
  const inputs: tf.Tensor[] = needsInputGradient ? [x, filter, bias] : [filter, bias];
  const block = tf.customGrad((...args) => {
    const save = args.pop() as GradSaver;
    const tensors = args as tf.Tensor[];
    const input = needsInputGradient ? tensors[0] : x;
    const [w, b] = needsInputGradient ? tensors.slice(1) : tensors;
    const value = runKernel<tf.Tensor4D>(
      'FusedConv2D',
      { x: input, filter: w, bias: b },
      { ...layout, activation: 'linear' },
    );
    save(needsInputGradient ? [w, input] : [w]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [wSaved, xSaved = x] = saved as tf.Tensor4D[];
        const gradients: tf.Tensor[] = [];
        if (needsInputGradient) {
          gradients.push(
            runKernel('Conv2DBackpropInput', { dy, filter: wSaved }, { ...layout, inputShape: xSaved.shape }),
          );
        }
        gradients.push(
          runKernel('Conv2DBackpropFilter', { x: xSaved, dy }, { ...layout, filterShape: wSaved.shape }),
          tf.sum(dy, [0, 1, 2]),
        );
        return gradients;
      },
    };
  });
  return block(...inputs) as tf.Tensor4D;
}
