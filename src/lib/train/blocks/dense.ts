import * as tf from '@tensorflow/tfjs-core';
import { runKernel, type GradSaver } from './run-kernel';

const plain = { transposeA: false, transposeB: false };

/**
 * x·W + b for x [N, in], W [in, out], b [out], with a hand-written gradient: two products and a column sum.
 * Where `x` is data, `needsInputGradient` is false and the product that nobody reads is left out.
 */
export function dense(
  x: tf.Tensor2D,
  weights: tf.Tensor2D,
  bias: tf.Tensor1D | null,
  needsInputGradient = true,
): tf.Tensor2D {
  const forward = (a: tf.Tensor, w: tf.Tensor, b?: tf.Tensor): tf.Tensor =>
    b
      ? runKernel(
          '_FusedMatMul',
          { a: asBatch(a), b: asBatch(w), bias: b },
          { ...plain, activation: 'linear' },
        )
      : runKernel('BatchMatMul', { a: asBatch(a), b: asBatch(w) }, plain);

  const parameters: tf.Tensor[] = bias ? [weights, bias] : [weights];
  const inputs: tf.Tensor[] = needsInputGradient ? [x, ...parameters] : parameters;
  const block = tf.customGrad((...args) => {
    const save = args.pop() as GradSaver;
    const tensors = args as tf.Tensor[];
    const input = needsInputGradient ? tensors[0] : x;
    const [w, b] = needsInputGradient ? tensors.slice(1) : tensors;
    const value = tf.reshape(forward(input, w, b), [x.shape[0], w.shape[1]!]);
    save(needsInputGradient ? [w, input] : [w]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [wSaved, xSaved = x] = saved as tf.Tensor2D[];
        const gradients: tf.Tensor[] = [];
        if (needsInputGradient) gradients.push(tf.matMul(dy as tf.Tensor2D, wSaved, false, true));
        gradients.push(tf.matMul(xSaved, dy as tf.Tensor2D, true, false));
        if (bias) gradients.push(tf.sum(dy, 0));
        return gradients;
      },
    };
  });
  return block(...inputs) as tf.Tensor2D;
}

/** tfjs' matrix kernels take a leading batch axis. */
function asBatch(x: tf.Tensor): tf.Tensor3D {
  return tf.reshape(x, [1, x.shape[0], x.shape[1]!]);
}
