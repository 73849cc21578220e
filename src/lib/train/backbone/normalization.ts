/** One batch-normalisation layer: its scale and shift, if any, and its running moments. */
import * as tf from '@tensorflow/tfjs-core';
import { batchNormEvaluate, batchNormTrain, type BatchMoments } from '../blocks/batch-norm';
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

  /** Normalises by the batch's moments and remembers them for `commit`. */
  train(x: tf.Tensor2D): tf.Tensor2D {
    const { y, moments } = batchNormTrain(x, this.#affine);
    this.#discardBatch();
    this.#batch = moments;
    return y;
  }

  /** Normalises by the running moments. */
  evaluate(x: tf.Tensor2D): tf.Tensor2D {
    return batchNormEvaluate(x, this.#running, this.#affine);
  }

  /** Moves the running moments towards those of the last batch. */
  commit(): void {
    if (!this.#batch) return;
    const { mean_c, variance_c } = this.#batch;
    const follow = (old: tf.Tensor1D, next: tf.Tensor1D): tf.Tensor1D =>
      tf.tidy(() => tf.add(tf.mul(old, momentum), tf.mul(next, 1 - momentum)) as tf.Tensor1D);
    const running = {
      mean_c: tf.keep(follow(this.#running.mean_c, mean_c)),
      variance_c: tf.keep(follow(this.#running.variance_c, variance_c)),
    };
    this.#replaceRunning(running);
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
