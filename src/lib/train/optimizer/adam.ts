/** Adam (Kingma & Ba 2015, algorithm 1); the learning rate comes with each step. */
import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runListKernel } from '../blocks/run-kernel';
import { adamKernel } from '../kernels/names';
import type { Optimizer, OptimizerState } from './optimizer';
import { replaceAll } from './replace';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

export class Adam implements Optimizer {
  #count = 0;
  // Never handed out: the fused kernel updates them where they lie.
  readonly #moments1: tf.Tensor[];
  readonly #moments2: tf.Tensor[];

  constructor(private readonly variables: readonly tf.Variable[]) {
    this.#moments1 = variables.map((variable) => tf.keep(tf.zeros(variable.shape)));
    this.#moments2 = variables.map((variable) => tf.keep(tf.zeros(variable.shape)));
  }

  step(gradients: readonly tf.Tensor[], learningRate: number): void {
    this.#count++;
    // Both bias corrections folded into the step size (Kingma & Ba, end of section 2).
    const stepSize = (learningRate * Math.sqrt(1 - beta2 ** this.#count)) / (1 - beta1 ** this.#count);
    const next = hasKernel(adamKernel)
      ? runListKernel(
          adamKernel,
          { parameters: this.variables, gradients, moments1: this.#moments1, moments2: this.#moments2 },
          { stepSize, beta1, beta2, epsilon },
        )
      : this.variables.map((variable, i) => this.#byOps(variable, gradients[i], i, stepSize));
    replaceAll(this.variables, next);
  }

  #byOps(variable: tf.Variable, gradient: tf.Tensor, i: number, stepSize: number): tf.Tensor {
    const [parameter, moment1, moment2] = tf.tidy(() => {
      const moment1 = tf.add(tf.mul(this.#moments1[i], beta1), tf.mul(gradient, 1 - beta1));
      const moment2 = tf.add(tf.mul(this.#moments2[i], beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const move = tf.div(tf.mul(moment1, stepSize), tf.add(tf.sqrt(moment2), epsilon));
      return [tf.sub(variable, move), moment1, moment2];
    });
    this.#replace(this.#moments1, i, moment1);
    this.#replace(this.#moments2, i, moment2);
    return parameter;
  }

  #replace(list: tf.Tensor[], i: number, next: tf.Tensor): void {
    list[i].dispose();
    list[i] = tf.keep(next);
  }

  async save(): Promise<OptimizerState> {
    const count = this.#count;
    const read = async (tensor: tf.Tensor) => (await tensor.data()) as Float32Array;
    const [moments1, moments2] = await Promise.all([
      Promise.all(this.#moments1.map(read)),
      Promise.all(this.#moments2.map(read)),
    ]);
    return { count, moments1, moments2 };
  }

  restore(state: OptimizerState): void {
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
