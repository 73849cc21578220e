/** Training samples as the trainers see them, and how far each lies from where its label says. */
import * as tf from '@tensorflow/tfjs-core';
import { hasUnitFeatures } from '../loss/spec';
import { meanDirections, meanPoints } from '../metric/class-angles';
import { anglesToDominant } from '../metric/wrong-labels';
import type { DeviceDataset, ImageShape } from './device-dataset';
import type { LockStep } from './lockstep';
import type { LabelCheck } from './protocol';
import type { Trainer } from './trainer';

/** Samples embedded at once: bounds the memory of the first convolution's output. */
const chunkSize = 500;

/**
 * The first `count` places of the training set, or as many as have arrived: their labels, their images, and in each run
 * their angle to the dominant sub-center of the class that the label names. Under a loss without class weights the mean
 * of the samples with that label stands in. Nothing moves.
 */
export async function checkLabels(
  lockstep: LockStep,
  dataset: DeviceDataset,
  { classes, width, height }: ImageShape,
  count: number,
): Promise<LabelCheck> {
  const { indices, labels_n } = lockstep.told(Math.min(count, dataset.arrived));
  const anglesRad: Float32Array[] = [];
  for (const trainer of lockstep.trainers) {
    const embeddings_nd = await embed(trainer, dataset, indices);
    const { dim } = trainer.config;
    const weights_cd =
      (await trainer.readHead())?.weights_cd ?? means(trainer, embeddings_nd, labels_n, classes);
    anglesRad.push(anglesToDominant(embeddings_nd, weights_cd, labels_n, dim, classes));
  }
  return {
    step: lockstep.stepCount,
    given_n: Uint8Array.from(labels_n),
    true_n: Uint8Array.from(indices, (index) => dataset.labelOf(index)),
    pixels: dataset.bytesOf(indices),
    imageWidth: width,
    imageHeight: height,
    anglesRad,
  };
}

function means(
  { config: { dim, spec }, settings }: Trainer,
  embeddings_nd: Float32Array,
  labels_n: Int32Array,
  classes: number,
): Float64Array {
  const mean = hasUnitFeatures(spec, settings) ? meanDirections : meanPoints;
  return mean(embeddings_nd, labels_n, dim, classes);
}

/** [N, d] on the host. */
async function embed(trainer: Trainer, dataset: DeviceDataset, indices: Int32Array): Promise<Float32Array> {
  const { dim } = trainer.config;
  const embeddings_nd = new Float32Array(indices.length * dim);
  for (let from = 0; from < indices.length; from += chunkSize) {
    const { images, oneHot_nc } = dataset.batch(indices.subarray(from, from + chunkSize));
    let embedded: tf.Tensor2D | null = null;
    try {
      embedded = trainer.embed(images);
      embeddings_nd.set((await embedded.data()) as Float32Array, from * dim);
    } finally {
      tf.dispose([images, oneHot_nc, embedded].filter((tensor) => tensor !== null));
    }
  }
  return embeddings_nd;
}
