/** Samples on the device, and their embeddings under a trainer's present network. */
import * as tf from '@tensorflow/tfjs-core';
import type { Samples } from '../data/dataset';
import { standardizeInto, type PixelMoments } from '../data/standardize';
import type { ImageShape } from './device-dataset';
import type { Trainer } from './trainer';

/** Samples embedded at once: bounds the memory of the first convolution's output. */
const chunkSize = 500;

export class DeviceImages {
  #images: tf.Tensor4D | null = null;

  constructor(
    readonly samples: Samples,
    private readonly shape: ImageShape,
    private readonly moments: PixelMoments,
  ) {}

  /** Embeddings of every sample [N, d], on the device; the caller disposes them. */
  embed(trainer: Trainer): tf.Tensor2D {
    const images = this.#upload();
    return tf.tidy(() => {
      const parts: tf.Tensor2D[] = [];
      for (let from = 0; from < this.samples.count; from += chunkSize) {
        const count = Math.min(chunkSize, this.samples.count - from);
        parts.push(trainer.embed(tf.slice(images, [from, 0, 0, 0], [count, -1, -1, -1])));
      }
      return parts.length === 1 ? parts[0] : tf.concat(parts, 0);
    });
  }

  /** The same on the host. */
  async read(trainer: Trainer): Promise<Float32Array> {
    const embeddings_nd = this.embed(trainer);
    try {
      return (await embeddings_nd.data()) as Float32Array;
    } finally {
      embeddings_nd.dispose();
    }
  }

  /** Frees the device's copy; the host's stays. */
  release(): void {
    this.#images?.dispose();
    this.#images = null;
  }

  #upload(): tf.Tensor4D {
    if (!this.#images) {
      const { count, pixels } = this.samples;
      const values = new Float32Array(pixels.length);
      standardizeInto(values, 0, pixels, this.moments);
      this.#images = tf.keep(tf.tensor4d(values, [count, this.shape.height, this.shape.width, 1]));
    }
    return this.#images;
  }
}
