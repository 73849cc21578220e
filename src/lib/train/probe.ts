/** The held-out samples that every frame shows, on the device, and the writing of a frame from them. */
import * as tf from '@tensorflow/tfjs-core';
import type { Samples } from '../data/dataset';
import { standardizeInto, unstandardized, type PixelMoments } from '../data/standardize';
import {
  frameVersion,
  openFrame,
  writeEffective,
  writeSlot,
  type Frame,
  type FrameShape,
} from '../frame/layout';
import { measureFrame } from '../frame/measure';
import { hasUnitWeights } from '../loss/spec';
import type { ImageShape } from './device-dataset';
import type { Trainer } from './trainer';

/** Samples embedded at once: bounds the memory of the first convolution's output. */
const chunkSize = 500;

export class Probe {
  #images: tf.Tensor4D | null = null;

  constructor(
    readonly samples: Samples,
    private readonly shape: ImageShape,
    private readonly moments: PixelMoments = unstandardized,
  ) {}

  frameShape(dim: number): FrameShape {
    return { probes: this.samples.count, dim, classes: this.shape.classes };
  }

  /** Writes the trainer's present state into `buffer`. `lastLoss` is that of the last step; NaN before the first. */
  async fill(buffer: ArrayBuffer, run: number, trainer: Trainer, lastLoss: number): Promise<Frame> {
    const { dim, spec } = trainer.config;
    const frame = openFrame(this.frameShape(dim), buffer);
    const embeddings_nd = this.#embed(trainer);
    try {
      frame.embeddings_nd.set((await embeddings_nd.data()) as Float32Array);
    } finally {
      embeddings_nd.dispose();
    }
    const { weights_cd, bias_c } = await trainer.readHead();
    frame.weights_cd.set(weights_cd);
    if (hasUnitWeights(spec)) normalizeRows(frame.weights_cd, dim);
    frame.bias_c.fill(0);
    if (bias_c) frame.bias_c.set(bias_c);
    writeSlot(frame, 'version', frameVersion);
    writeSlot(frame, 'run', run);
    writeSlot(frame, 'step', trainer.stepCount);
    writeSlot(frame, 'loss', lastLoss);
    writeSlot(frame, 'learningRate', trainer.learningRate);
    measureFrame(frame, spec, this.samples.labels);
    const effective = trainer.effectiveSettings;
    spec.parameters.forEach(({ name }, i) => writeEffective(frame, i, Number(effective[name])));
    return frame;
  }

  /** Embedding [d] of one image that is none of the samples, bytes [H·W]. */
  async embedImage(trainer: Trainer, pixels: Uint8Array): Promise<Float32Array> {
    const values = new Float32Array(pixels.length);
    standardizeInto(values, 0, pixels, this.moments);
    const { height, width } = this.shape;
    const embedding = tf.tidy(() => trainer.embed(tf.tensor4d(values, [1, height, width, 1])));
    try {
      return (await embedding.data()) as Float32Array;
    } finally {
      embedding.dispose();
    }
  }

  /** Embeds every probe sample and drops the result: compiles what the backend compiles lazily. */
  warmUp(trainer: Trainer): void {
    this.#embed(trainer).dispose();
  }

  /** Embeddings of every probe sample [P, d], on the device. */
  #embed(trainer: Trainer): tf.Tensor2D {
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

  #upload(): tf.Tensor4D {
    if (!this.#images) {
      const { count, pixels } = this.samples;
      const values = new Float32Array(pixels.length);
      standardizeInto(values, 0, pixels, this.moments);
      this.#images = tf.keep(tf.tensor4d(values, [count, this.shape.height, this.shape.width, 1]));
    }
    return this.#images;
  }

  /** Frees the device's copy; the host's stays. */
  release(): void {
    this.#images?.dispose();
    this.#images = null;
  }
}

function normalizeRows(rows: Float32Array, dim: number): void {
  for (let from = 0; from < rows.length; from += dim) {
    const row = rows.subarray(from, from + dim);
    const norm = Math.hypot(...row);
    for (let k = 0; k < dim; k++) row[k] /= norm;
  }
}
