/** What moves the parameters. Its state is in the open, so that a run can be checkpointed, forked and moved. */
import type * as tf from '@tensorflow/tfjs-core';

export type OptimizerId = 'adam' | 'sgd';

export interface OptimizerState {
  /** Steps taken. */
  readonly count: number;
  /** First and second moments, in the order of the variables; empty where the optimizer keeps none. */
  readonly moments1: readonly Float32Array[];
  readonly moments2: readonly Float32Array[];
}

export interface Optimizer {
  /** Moves every variable against its gradient. Out of place: tensors that share a variable's data keep it. */
  step(gradients: readonly tf.Tensor[], learningRate: number): void;
  save(): Promise<OptimizerState>;
  restore(state: OptimizerState): void;
  dispose(): void;
}

export type CreateOptimizer = (variables: readonly tf.Variable[]) => Optimizer;
