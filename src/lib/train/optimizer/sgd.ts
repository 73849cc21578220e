/** Plain gradient descent: each variable minus the learning rate times its gradient. */
import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runListKernel } from '../blocks/run-kernel';
import { sgdKernel } from '../kernels/names';
import type { Optimizer, OptimizerState } from './optimizer';
import { replaceAll } from './replace';

export class Sgd implements Optimizer {
  #count = 0;

  constructor(private readonly variables: readonly tf.Variable[]) {}

  step(gradients: readonly tf.Tensor[], learningRate: number): void {
    this.#count++;
    const next = hasKernel(sgdKernel)
      ? runListKernel(sgdKernel, { parameters: this.variables, gradients }, { stepSize: learningRate })
      : this.variables.map((variable, i) =>
          tf.tidy(() => tf.sub(variable, tf.mul(gradients[i], learningRate))),
        );
    replaceAll(this.variables, next);
  }

  async save(): Promise<OptimizerState> {
    return { count: this.#count, moments1: [], moments2: [] };
  }

  restore(state: OptimizerState): void {
    this.#count = state.count;
  }

  /** It holds no tensor. */
  dispose(): void {}
}
