/** One batch-normalisation layer: its scale and shift, if any, and its running moments. */
import * as tf from '@tensorflow/tfjs-core';
import { batchNormEvaluate, batchNormTrain, type BatchMoments } from '../blocks/batch-norm';
import { blend } from '../blocks/blend';
import { prelu } from '../blocks/prelu';
import type { Parameters } from './parameters';

/** Share of the old running moments that a step keeps: runs are short, so they follow within some ten steps. */
const momentum = 0.9;

export class Normalization {
  readonly #affine: { scale_c: tf.Tensor1D; shift_c: tf.Tensor1D } | null;
  #running: BatchMoments;
  #batch: BatchMoments | null = null;

  /** `affine`: with a trainable scale and shift a channel; without, the output has mean 0 and variance 1. */
  constructor(parameters: Parameters, name: string, channels: number, affine: boolean) {
    this.#affine = affine
      ? {
          scale_c: parameters.constant<tf.Rank.R1>(`${name}/scale`, [channels], 1),
          shift_c: parameters.constant<tf.Rank.R1>(`${name}/shift`, [channels], 0),
        }
      : null;
    this.#running = { mean_c: tf.keep(tf.zeros([channels])), variance_c: tf.keep(tf.ones([channels])) };
  }

  /** Normalises by the batch's moments and remembers them for `commit`; then PReLU where there are slopes [C]. */
  train(x: tf.Tensor2D, slopes_c: tf.Tensor1D | null = null): tf.Tensor2D {
    const { y, moments } = batchNormTrain(x, this.#affine, slopes_c);
    this.#discardBatch();
    this.#batch = moments;
    return y;
  }

  /** Normalises by the running moments. */
  evaluate(x: tf.Tensor2D, slopes_c: tf.Tensor1D | null = null): tf.Tensor2D {
    const y = batchNormEvaluate(x, this.#running, this.#affine);
    return slopes_c ? prelu(y, slopes_c) : y;
  }

  /** Moves the running moments towards those of the last batch. */
  commit(): void {
    if (!this.#batch) return;
    const [mean_c, variance_c] = blend(
      [this.#running.mean_c, this.#running.variance_c],
      [this.#batch.mean_c, this.#batch.variance_c],
      1 - momentum,
    );
    this.#replaceRunning({ mean_c: tf.keep(mean_c), variance_c: tf.keep(variance_c) });
    this.#discardBatch();
  }

  async save(): Promise<Float32Array[]> {
    const { mean_c, variance_c } = this.#running;
    return Promise.all([mean_c.data(), variance_c.data()]) as Promise<Float32Array[]>;
  }

  restore([mean, variance]: readonly Float32Array[]): void {
    this.#replaceRunning({ mean_c: tf.keep(tf.tensor1d(mean)), variance_c: tf.keep(tf.tensor1d(variance)) });
  }

  dispose(): void {
    this.#discardBatch();
    tf.dispose([this.#running.mean_c, this.#running.variance_c]);
  }

  #replaceRunning(next: BatchMoments): void {
    tf.dispose([this.#running.mean_c, this.#running.variance_c]);
    this.#running = next;
  }

  #discardBatch(): void {
    if (this.#batch) tf.dispose([this.#batch.mean_c, this.#batch.variance_c]);
    this.#batch = null;
  }
}
