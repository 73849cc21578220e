/**
 * Terms beside a run's loss (center, intra, inter) and what they keep. A term's state changes after the step, by its own
 * rule; until then the next state waits, as the batch that makes it is gone by then.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { AdditiveLossSpec, LossSettings } from '../loss/spec';
import { addLosses, lossBlock } from './head/pairwise-head';
import { tensorBatchField } from './head/tensor-batch-field';

interface Kept {
  readonly spec: AdditiveLossSpec;
  /** Null for a term without a state. */
  readonly state: tf.Variable | null;
  next: tf.Tensor | null;
}

export class AdditiveTerms {
  readonly #kept: readonly Kept[];

  constructor(specs: readonly AdditiveLossSpec[], classes: number, dim: number) {
    this.#kept = specs.map((spec) => {
      if (!spec.state) return { spec, state: null, next: null };
      const shape = [...spec.state.shape(classes, dim)];
      const first = spec.state.initial?.(classes, dim);
      const state = tf.tidy(() =>
        tf.variable(first ? tf.tensor(Float32Array.from(first), shape) : tf.zeros(shape), false),
      );
      return { spec, state, next: null };
    });
  }

  /** `loss` and every term, differentiable by embeddings and weights. The states that follow wait for `commit`. */
  addTo(
    loss: tf.Scalar,
    settings: LossSettings,
    embeddings_nd: tf.Tensor2D,
    weights_cd: tf.Tensor2D | null,
    oneHot_nc: tf.Tensor2D,
  ): tf.Scalar {
    return this.#kept.reduce((sum, kept) => {
      const { spec, state } = kept;
      const inputs: tf.Tensor[] =
        weights_cd && spec.needsWeights ? [embeddings_nd, weights_cd] : [embeddings_nd];
      const term = lossBlock(inputs, ([x_nd, w_cd]) => {
        const batch = { embeddings_nd: x_nd, oneHot_nc, weights_cd: w_cd ?? null, state };
        const ours = spec.evaluate<tf.Tensor>(tensorBatchField, batch, settings);
        if (spec.state) {
          kept.next?.dispose();
          kept.next = tf.keep(spec.state.update<tf.Tensor>(tensorBatchField, batch, settings));
        }
        const gradients = [ours.gradEmbeddings_nd, ours.gradWeights_cd].filter(
          (gradient) => gradient !== null,
        );
        return { loss: ours.loss, gradients };
      });
      return addLosses(sum, term);
    }, loss);
  }

  /** Takes up the states that the last batch made. */
  commit(): void {
    for (const kept of this.#kept) {
      if (kept.next) kept.state!.assign(kept.next);
      this.#forget(kept);
    }
  }

  /** Host copies of the states, in order; empty for a term without one. */
  save(): Promise<Float32Array[]> {
    return Promise.all(
      this.#kept.map(async ({ state }) =>
        state ? ((await state.data()) as Float32Array) : new Float32Array(),
      ),
    );
  }

  restore(states: readonly Float32Array[]): void {
    this.#kept.forEach((kept, i) => {
      this.#forget(kept);
      const { state } = kept;
      if (state) tf.tidy(() => state.assign(tf.tensor(states[i], state.shape)));
    });
  }

  dispose(): void {
    for (const kept of this.#kept) {
      this.#forget(kept);
      kept.state?.dispose();
    }
  }

  #forget(kept: Kept): void {
    kept.next?.dispose();
    kept.next = null;
  }
}
