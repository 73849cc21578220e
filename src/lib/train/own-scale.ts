/**
 * The scale s of a run whose loss finds it by itself, on the device. It is found anew from a batch before that batch is
 * scaled, and taken over once the step is made.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../loss/convention';
import { hasClassWeights, type LossSettings, type LossSpec, type ScaleState } from '../loss/spec';
import { nextScale } from './head/margin-head';

export class OwnScale {
  readonly #state: ScaleState | null;
  #scale: tf.Tensor | null = null;
  #next: tf.Tensor | null = null;

  constructor(spec: LossSpec, classes: number) {
    this.#state = (hasClassWeights(spec) && spec.state) || null;
    if (this.#state) this.restore(Float32Array.of(this.#state.initial(classes)));
  }

  /** s for this batch; null where the settings have it. It waits for `commit`. */
  scaleFor(
    settings: LossSettings,
    convention: Convention,
    embeddings_nd: tf.Tensor2D,
    weights_cd: tf.Tensor2D,
    oneHot_nc: tf.Tensor2D,
  ): tf.Tensor | null {
    if (!this.#state || !this.#scale) return null;
    this.#next?.dispose();
    const next = nextScale(
      this.#state,
      settings,
      convention,
      embeddings_nd,
      weights_cd,
      oneHot_nc,
      this.#scale,
    );
    return (this.#next = tf.keep(next));
  }

  commit(): void {
    if (!this.#next) return;
    this.#scale?.dispose();
    [this.#scale, this.#next] = [this.#next, null];
  }

  /** s before the next batch; empty where the settings have it. */
  async save(): Promise<Float32Array> {
    return this.#scale ? ((await this.#scale.data()) as Float32Array) : new Float32Array();
  }

  restore(scale: Float32Array): void {
    if (!this.#state || scale.length !== 1) return;
    this.dispose();
    this.#scale = tf.keep(tf.tensor2d(scale, [1, 1]));
  }

  dispose(): void {
    tf.dispose([this.#scale, this.#next].filter((tensor) => tensor !== null));
    [this.#scale, this.#next] = [null, null];
  }
}
