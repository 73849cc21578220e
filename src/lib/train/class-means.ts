/**
 * What stands in the class weights' place where a loss has none: the mean of each class over some training samples,
 * embedded as held-out ones are. A sample is then of the class whose mean is nearest (nearest class mean, the rule by
 * which few-shot and open-set recognition decide): by angle where the loss reads directions alone, else by distance.
 */
import type { Samples } from '../data/dataset';
import { sliceSamples } from '../data/samples';
import type { PixelMoments } from '../data/standardize';
import { hasUnitFeatures } from '../loss/spec';
import { dot, row, unit } from '../math/vector';
import { meanDirections, meanPoints } from '../metric/class-angles';
import { DeviceImages } from './device-images';
import type { ImageShape } from './device-dataset';
import type { Trainer } from './trainer';

/** Enough for a mean to stand still, few beside the held-out samples that each frame embeds. */
const sampleCount = 300;

/** Class means read as a linear head: the largest x·W_j + b_j is the nearest mean. */
export interface MeansAsHead {
  /** Unit mean directions, or means [C, d]. */
  readonly weights_cd: Float64Array;
  /** 0, or −½‖mean‖² [C]. */
  readonly bias_c: Float64Array;
}

export class ClassMeans {
  readonly #images: DeviceImages;

  /** Of the first of these training samples. */
  constructor(
    samples: Samples,
    private readonly shape: ImageShape,
    moments: PixelMoments,
  ) {
    this.#images = new DeviceImages(
      sliceSamples(samples, 0, Math.min(sampleCount, samples.count)),
      shape,
      moments,
    );
  }

  /** Under the trainer's present network; zeros for a class without a sample. */
  async measure(trainer: Trainer): Promise<MeansAsHead> {
    const { dim, spec } = trainer.config;
    const { classes } = this.shape;
    const embeddings_nd = await this.#images.read(trainer);
    const { labels } = this.#images.samples;
    const byAngle = hasUnitFeatures(spec, trainer.settings);
    const means_cd = byAngle
      ? meanDirections(embeddings_nd, labels, dim, classes)
      : meanPoints(embeddings_nd, labels, dim, classes);
    const bias_c = new Float64Array(classes);
    for (let c = 0; c < classes; c++) {
      const mean = row(means_cd, c, dim);
      if (byAngle) mean.set(unit(mean));
      else bias_c[c] = -dot(mean, mean) / 2;
    }
    return { weights_cd: means_cd, bias_c };
  }

  /** Embeds the samples and drops the result: compiles what the backend compiles lazily. */
  warmUp(trainer: Trainer): void {
    this.#images.embed(trainer).dispose();
  }

  release(): void {
    this.#images.release();
  }
}
