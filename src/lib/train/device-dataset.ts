/**
 * Training samples: on the host until every shard is here, then one tensor on the device, from which batches are
 * gathered by index. Both ways give the same numbers.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Jitter, Samples } from '../data/dataset';
import { bytesOf, standardizeInto, unstandardized, type PixelMoments } from '../data/standardize';
import { changeInto, type Change } from './jitter';

/** One step's input; the caller disposes it. */
export interface Batch {
  /** Standardised pixels [N, H, W, 1]. */
  readonly images: tf.Tensor4D;
  /** [N, C] */
  readonly oneHot_nc: tf.Tensor2D;
}

export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly classes: number;
}

export class DeviceDataset {
  readonly #pixels: Float32Array;
  readonly #labels: Int32Array;
  readonly #pixelCount: number;
  #arrived = 0;
  #images: tf.Tensor2D | null = null;
  #oneHot: tf.Tensor2D | null = null;

  constructor(
    private readonly shape: ImageShape,
    /** Samples that will arrive in all. */
    readonly count: number,
    private readonly moments: PixelMoments = unstandardized,
    /** What may be done to the images of a batch; null: nothing. */
    readonly jitter: Jitter | null = null,
  ) {
    this.#pixelCount = shape.height * shape.width;
    this.#pixels = new Float32Array(count * this.#pixelCount);
    this.#labels = new Int32Array(count);
  }

  /** Samples here so far. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Appends a shard; shards come in the manifest's order. */
  append(samples: Samples): void {
    standardizeInto(this.#pixels, this.#arrived * this.#pixelCount, samples.pixels, this.moments);
    this.#labels.set(samples.labels, this.#arrived);
    this.#arrived += samples.count;
  }

  /** True class of a sample that has arrived. */
  labelOf(index: number): number {
    return this.#labels[index];
  }

  /** Pixels of samples that have arrived, as the bytes that they came as [N, H·W]. */
  bytesOf(indices: Int32Array): Uint8Array<ArrayBuffer> {
    return bytesOf(this.#rows(indices), this.moments);
  }

  /**
   * The samples of these indices, every one of which must have arrived; `labels_n` stand in place of their own, and each
   * image is changed as `changes_n` say.
   */
  batch(
    indices: Int32Array,
    labels_n: Int32Array | null = null,
    changes_n: readonly Change[] | null = null,
  ): Batch {
    if (changes_n) return this.#changed(indices, labels_n, changes_n);
    if (!labels_n) return this.#batch(indices);
    const { images, oneHot_nc } = this.#batch(indices);
    oneHot_nc.dispose();
    return { images, oneHot_nc: this.#oneHotOf(labels_n) };
  }

  /** Made on the host: sets that are changed are small, and their images are changed anew for every step. */
  #changed(indices: Int32Array, labels_n: Int32Array | null, changes_n: readonly Change[]): Batch {
    const { height, width } = this.shape;
    const rows = new Float32Array(indices.length * this.#pixelCount);
    indices.forEach((index, i) => {
      const [from, to] = [index * this.#pixelCount, i * this.#pixelCount];
      const image = this.#pixels.subarray(from, from + this.#pixelCount);
      changeInto(rows.subarray(to, to + this.#pixelCount), image, [height, width], changes_n[i]);
    });
    return {
      images: tf.tensor4d(rows, [indices.length, height, width, 1]),
      oneHot_nc: labels_n ? this.#oneHotOf(labels_n) : this.#oneHotOnHost(indices),
    };
  }

  #batch(indices: Int32Array): Batch {
    const { height, width } = this.shape;
    const size: [number, number, number, number] = [indices.length, height, width, 1];
    if (this.#arrived < this.count) {
      return { images: tf.tensor4d(this.#rows(indices), size), oneHot_nc: this.#oneHotOnHost(indices) };
    }
    this.#upload();
    return this.#gather(this.#images!, this.#oneHot!, indices);
  }

  /**
   * Launches what `batch` will launch once every sample is here, on zeros of the same shapes, so that training does
   * not stop to compile in the middle of a run. Does nothing where all are here: `batch` itself launches it then.
   */
  rehearse(indices: Int32Array): void {
    if (this.#arrived >= this.count || this.jitter) return;
    tf.tidy(() => {
      const images = tf.tensor2d(new Float32Array(this.count * this.#pixelCount), [
        this.count,
        this.#pixelCount,
      ]);
      this.#gather(images, tf.zeros([this.count, this.shape.classes]), indices);
    });
  }

  /** Frees the device's copy; the host's stays, so that another backend can take over. */
  release(): void {
    tf.dispose([this.#images, this.#oneHot].filter((tensor) => tensor !== null));
    this.#images = this.#oneHot = null;
  }

  #gather(images: tf.Tensor2D, oneHot: tf.Tensor2D, indices: Int32Array): Batch {
    const { height, width } = this.shape;
    return tf.tidy(() => {
      const at = tf.tensor1d(indices, 'int32');
      return {
        images: tf.reshape(tf.gather(images, at), [indices.length, height, width, 1]) as tf.Tensor4D,
        oneHot_nc: tf.gather(oneHot, at) as tf.Tensor2D,
      };
    });
  }

  #upload(): void {
    if (this.#images) return;
    this.#images = tf.keep(tf.tensor2d(this.#pixels, [this.count, this.#pixelCount]));
    const all = Int32Array.from({ length: this.count }, (_, i) => i);
    this.#oneHot = tf.keep(this.#oneHotOnHost(all));
  }

  #rows(indices: Int32Array): Float32Array {
    const rows = new Float32Array(indices.length * this.#pixelCount);
    indices.forEach((index, i) => {
      const from = index * this.#pixelCount;
      rows.set(this.#pixels.subarray(from, from + this.#pixelCount), i * this.#pixelCount);
    });
    return rows;
  }

  #oneHotOnHost(indices: Int32Array): tf.Tensor2D {
    return this.#oneHotOf(indices.map((index) => this.#labels[index]));
  }

  #oneHotOf(labels_n: Int32Array): tf.Tensor2D {
    const { classes } = this.shape;
    const values = new Float32Array(labels_n.length * classes);
    labels_n.forEach((label, i) => (values[i * classes + label] = 1));
    return tf.tensor2d(values, [labels_n.length, classes]);
  }
}
