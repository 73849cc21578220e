import * as tf from '@tensorflow/tfjs-core';
import { denseGradKernel, denseKernel } from '../kernels/names';
import { preluGradient } from './prelu';
import { hasKernel, runKernel, runKernels } from './run-kernel';
import { block } from './tape';

const plain = { transposeA: false, transposeB: false };

/**
 * x·W + b for x [N, in] (or any shape [N, ..] of as many numbers), W [in, out], b [out], and PReLU of it where there
 * are slopes [out], with a hand-written gradient.
 * Where `x` is data, `needsInputGradient` is false and the product that nobody reads is left out.
 */
export function dense(
  x: tf.Tensor,
  weights: tf.Tensor2D,
  bias: tf.Tensor1D | null,
  needsInputGradient = true,
  slopes: tf.Tensor1D | null = null,
): tf.Tensor2D {
  const inputs: tf.Tensor[] = [weights];
  if (bias) inputs.push(bias);
  if (slopes) inputs.push(slopes);
  if (needsInputGradient) inputs.push(x);
  return block<tf.Tensor2D>(inputs, () => {
    const [value, linear] = forward(x, weights, bias, slopes);
    return {
      value,
      saved: slopes ? [linear] : [],
      backward: (dy, kept, [linearSaved]) => {
        const { dx, dWeights, dBias, dSlopes } = backward(
          needsInputGradient ? kept.at(-1)! : x,
          kept[0],
          dy,
          slopes && { linear: linearSaved, slopes: kept[bias ? 2 : 1] },
          needsInputGradient,
          bias !== null,
        );
        return [dWeights, dBias, dSlopes, dx].filter((gradient) => gradient !== undefined);
      },
    };
  });
}

/** [y, x·W + b]; the second only where PReLU follows. */
function forward(
  x: tf.Tensor,
  weights: tf.Tensor,
  bias: tf.Tensor | null,
  slopes: tf.Tensor | null,
): tf.Tensor[] {
  if (hasKernel(denseKernel)) {
    return runKernels(denseKernel, { x, weights, bias: bias ?? undefined, slopes: slopes ?? undefined });
  }
  const [rows, columns] = [x.shape[0], weights.shape[1]!];
  const a = tf.reshape(x, [1, rows, weights.shape[0]]);
  const b = tf.reshape(weights, [1, ...weights.shape]);
  const product = bias
    ? runKernel('_FusedMatMul', { a, b, bias }, { ...plain, activation: 'linear' })
    : runKernel('BatchMatMul', { a, b }, plain);
  const linear = tf.reshape(product, [rows, columns]);
  return slopes ? [runKernel('Prelu', { x: linear, alpha: slopes }), linear] : [linear];
}

interface DenseGradients {
  readonly dx?: tf.Tensor;
  readonly dWeights: tf.Tensor;
  readonly dBias?: tf.Tensor;
  readonly dSlopes?: tf.Tensor;
}

function backward(
  x: tf.Tensor,
  weights: tf.Tensor,
  dy: tf.Tensor,
  activation: { linear: tf.Tensor; slopes: tf.Tensor } | null,
  needsInputGradient: boolean,
  hasBias: boolean,
): DenseGradients {
  if (hasKernel(denseGradKernel)) {
    const attrs = { needsInputGradient, hasBias };
    const gradients = runKernels(denseGradKernel, { x, weights, dy, ...activation }, attrs);
    return {
      dx: needsInputGradient ? gradients.shift() : undefined,
      dWeights: gradients.shift()!,
      dBias: hasBias ? gradients.shift() : undefined,
      dSlopes: gradients.shift(),
    };
  }
  const [dLinear, dSlopes] = activation
    ? preluGradient(activation.linear, activation.slopes, dy)
    : [dy, undefined];
  const rows = tf.reshape(x, [x.shape[0], weights.shape[0]]) as tf.Tensor2D;
  const product = (a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean) =>
    tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D, transposeA, transposeB);
  return {
    dx: needsInputGradient ? tf.reshape(product(dLinear, weights, false, true), x.shape) : undefined,
    dWeights: product(rows, dLinear, true, false),
    dBias: hasBias ? tf.sum(dLinear, 0) : undefined,
    dSlopes,
  };
}
