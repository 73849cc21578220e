/**
 * Adam (Kingma & Ba 2015, algorithm 1) with its moments in the open, so that a run can be checkpointed, forked
 * and moved to another backend; the learning rate comes with each step.
 */
import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernels } from '../blocks/run-kernel';
import { adamKernel } from '../kernels/names';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

export interface AdamState {
  /** Steps taken. */
  readonly count: number;
  /** First and second moments, in the order of the variables. */
  readonly moments1: readonly Float32Array[];
  readonly moments2: readonly Float32Array[];
}

export class Adam {
  #count = 0;
  readonly #moments1: tf.Tensor[];
  readonly #moments2: tf.Tensor[];

  constructor(private readonly variables: readonly tf.Variable[]) {
    this.#moments1 = variables.map((variable) => tf.keep(tf.zeros(variable.shape)));
    this.#moments2 = variables.map((variable) => tf.keep(tf.zeros(variable.shape)));
  }

  /** Moves every variable against its gradient. Out of place: tensors that share a variable's data keep it. */
  step(gradients: readonly tf.Tensor[], learningRate: number): void {
    this.#count++;
    // Both bias corrections folded into the step size (Kingma & Ba, end of section 2).
    const stepSize = (learningRate * Math.sqrt(1 - beta2 ** this.#count)) / (1 - beta1 ** this.#count);
    const fused = hasKernel(adamKernel);
    this.variables.forEach((variable, i) => {
      const [parameter, moment1, moment2] = fused
        ? runKernels(
            adamKernel,
            {
              parameter: variable,
              gradient: gradients[i],
              moment1: this.#moments1[i],
              moment2: this.#moments2[i],
            },
            { stepSize, beta1, beta2, epsilon },
          )
        : this.#byOps(variable, gradients[i], i, stepSize);
      variable.assign(parameter);
      parameter.dispose();
      this.#replace(this.#moments1, i, moment1);
      this.#replace(this.#moments2, i, moment2);
    });
  }

  #byOps(variable: tf.Variable, gradient: tf.Tensor, i: number, stepSize: number): tf.Tensor[] {
    return tf.tidy(() => {
      const moment1 = tf.add(tf.mul(this.#moments1[i], beta1), tf.mul(gradient, 1 - beta1));
      const moment2 = tf.add(tf.mul(this.#moments2[i], beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const move = tf.div(tf.mul(moment1, stepSize), tf.add(tf.sqrt(moment2), epsilon));
      return [tf.sub(variable, move), moment1, moment2];
    });
  }

  #replace(list: tf.Tensor[], i: number, next: tf.Tensor): void {
    list[i].dispose();
    list[i] = tf.keep(next);
  }

  async save(): Promise<AdamState> {
    const read = async (tensor: tf.Tensor) => (await tensor.data()) as Float32Array;
    const count = this.#count;
    const [moments1, moments2] = await Promise.all([
      Promise.all(this.#moments1.map(read)),
      Promise.all(this.#moments2.map(read)),
    ]);
    return { count, moments1, moments2 };
  }

  restore(state: AdamState): void {
    this.#count = state.count;
    this.variables.forEach((variable, i) => {
      this.#replace(this.#moments1, i, tf.tensor(state.moments1[i], variable.shape));
      this.#replace(this.#moments2, i, tf.tensor(state.moments2[i], variable.shape));
    });
  }

  dispose(): void {
    tf.dispose([...this.#moments1, ...this.#moments2]);
  }
}
