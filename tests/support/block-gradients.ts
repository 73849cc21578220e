/** Values and gradients of a block of the network, and what they should be by differences in float64. */
import * as tf from '@tensorflow/tfjs-core';
import { take, upload, type HostTensor } from './host-tensor';

/** A block's output for `inputs`, and the gradients of Σ output·dy by each of them. */
export function evaluateBlock(
  block: (...inputs: never[]) => tf.Tensor,
  inputs: readonly HostTensor[],
  dy: HostTensor,
): { value: HostTensor; gradients: HostTensor[] } {
  const before = tf.memory().numTensors;
  const tensors = inputs.map((input) => upload(input));
  const upstream = upload(dy);
  const run = block as unknown as (...args: tf.Tensor[]) => tf.Tensor;
  const value = take(tf.tidy(() => run(...tensors)));
  const gradients = tf.grads(run)(tensors, upstream).map(take);
  tf.dispose([...tensors, upstream]);
  if (tf.memory().numTensors !== before) throw new Error('The block left tensors behind.');
  return { value, gradients };
}

/** A function of plain arrays, row-major. */
export type Formula = (...inputs: Float64Array[]) => ArrayLike<number>;

/** Gradients of Σ formula·dy by central differences. */
export function slopes(formula: Formula, inputs: readonly HostTensor[], dy: HostTensor): number[][] {
  const at = inputs.map(({ values }) => Float64Array.from(values));
  const weighted = () => {
    const out = formula(...at);
    let sum = 0;
    for (let i = 0; i < out.length; i++) sum += out[i] * dy.values[i];
    return sum;
  };
  const shift = 1e-6;
  return at.map((input) =>
    Array.from(input, (value, i) => {
      input[i] = value + shift;
      const above = weighted();
      input[i] = value - shift;
      const below = weighted();
      input[i] = value;
      return (above - below) / (2 * shift);
    }),
  );
}
