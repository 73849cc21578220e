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
import { hasClassWeights, hasUnitWeights } from '../loss/spec';
import type { ClassMeans } from './class-means';
import { DeviceImages } from './device-images';
import type { ImageShape } from './device-dataset';
import type { Trainer } from './trainer';

export class Probe {
  readonly #images: DeviceImages;

  constructor(
    readonly samples: Samples,
    private readonly shape: ImageShape,
    private readonly moments: PixelMoments = unstandardized,
    /** Stands in where a loss has no class weights; without it such a loss has no frames. */
    private readonly means: ClassMeans | null = null,
  ) {
    this.#images = new DeviceImages(samples, shape, moments);
  }

  /** @param subcenters the most weights of a class that a run of the training has */
  frameShape(dim: number, subcenters = 1): FrameShape {
    const shape = { probes: this.samples.count, dim, classes: this.shape.classes };
    return subcenters > 1 ? { ...shape, subcenters } : shape;
  }

  /** Writes the trainer's present state into `buffer`. `lastLoss` is that of the last step; NaN before the first. */
  async fill(
    buffer: ArrayBuffer,
    run: number,
    trainer: Trainer,
    lastLoss: number,
    subcenters = 1,
  ): Promise<Frame> {
    const { dim, spec } = trainer.config;
    const frame = openFrame(this.frameShape(dim, subcenters), buffer);
    frame.embeddings_nd.set(await this.#images.read(trainer));
    const { weights_cd, bias_c } =
      (await trainer.readHead()) ?? (await this.#needMeans(spec.id).measure(trainer));
    spreadRows(weights_cd, frame);
    if (hasUnitWeights(spec)) normalizeRows(frame.weights_cd, dim);
    frame.bias_c.fill(0);
    if (bias_c) frame.bias_c.set(bias_c);
    writeSlot(frame, 'version', frameVersion);
    writeSlot(frame, 'run', run);
    writeSlot(frame, 'step', trainer.stepCount);
    writeSlot(frame, 'loss', lastLoss);
    writeSlot(frame, 'learningRate', trainer.learningRate);
    measureFrame(frame, spec, this.samples.labels);
    const effective = await trainer.readEffectiveSettings();
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
    this.#images.embed(trainer).dispose();
    if (!hasClassWeights(trainer.config.spec)) this.#needMeans(trainer.config.spec.id).warmUp(trainer);
  }

  /** Frees the device's copy; the host's stays. */
  release(): void {
    this.#images.release();
    this.means?.release();
  }

  #needMeans(lossId: string): ClassMeans {
    if (!this.means) throw new RangeError(`${lossId} has no class weights, and no class means were given.`);
    return this.means;
  }
}

/** Writes the weights of each class into its rows; where a run has fewer than the frame its last is repeated. */
function spreadRows(weights: ArrayLike<number>, { weights_cd, shape: { dim, classes } }: Frame): void {
  const has = weights.length / dim / classes;
  const wants = weights_cd.length / dim / classes;
  for (let r = 0; r < classes * wants; r++) {
    const from = (Math.floor(r / wants) * has + Math.min(r % wants, has - 1)) * dim;
    for (let k = 0; k < dim; k++) weights_cd[r * dim + k] = weights[from + k];
  }
}

function normalizeRows(rows: Float32Array, dim: number): void {
  for (let from = 0; from < rows.length; from += dim) {
    const row = rows.subarray(from, from + dim);
    const norm = Math.hypot(...row);
    for (let k = 0; k < dim; k++) row[k] /= norm;
  }
}
