/** People that a network is never trained on, embedded by it: what verification is judged on. */
import type { DatasetManifest, Samples } from '../data/dataset';
import type { PixelMoments } from '../data/standardize';
import type { ImageShape } from './device-dataset';
import { DeviceImages } from './device-images';
import type { LockStep } from './lockstep';
import type { StrangerTemplates } from './protocol';

export class Strangers {
  readonly #images: DeviceImages;
  readonly #mirrored: DeviceImages;

  constructor(
    private readonly samples: Samples,
    private readonly manifest: DatasetManifest,
    shape: ImageShape,
    moments: PixelMoments,
  ) {
    this.#images = new DeviceImages(samples, shape, moments);
    const pixels = mirrorRows(samples.pixels, manifest.width);
    this.#mirrored = new DeviceImages({ ...samples, pixels }, shape, moments);
  }

  /** Embeddings of every image and of its mirror image by each run's present network. Nothing moves. */
  async embed(lockstep: LockStep): Promise<StrangerTemplates> {
    const runs = [];
    for (const trainer of lockstep.trainers) {
      const embeddings_nd = await this.#images.read(trainer);
      runs.push({ embeddings_nd, mirrored_nd: await this.#mirrored.read(trainer) });
    }
    return {
      step: lockstep.stepCount,
      labels_n: this.samples.labels.slice(),
      names: this.manifest.unseen!.classNames,
      pixels: this.samples.pixels.slice(),
      imageWidth: this.manifest.width,
      imageHeight: this.manifest.height,
      runs,
    };
  }

  /** Frees the device's copies; the host's stay. */
  release(): void {
    this.#images.release();
    this.#mirrored.release();
  }
}

/** Every row of every image back to front. */
export function mirrorRows(pixels: Uint8Array, width: number): Uint8Array {
  const mirrored = pixels.slice();
  for (let left = 0; left < mirrored.length; left += width) mirrored.subarray(left, left + width).reverse();
  return mirrored;
}
