/**
 * The vision worker's conduct without the worker: networks, files and posting are passed in, so that tests run it in Node.
 * One request is answered after the other.
 */
import { RefusedImage } from '../data/import/import-error';
import { findFaces, type FaceNets, type FoundFace } from './find-faces';
import { ModelUnavailableError, modelBytes, modelsFor, type ModelId } from './model-files';
import {
  pictureRefusals,
  type Picture,
  type VisionCommand,
  type VisionProblem,
  type VisionReport,
} from './protocol';
import { reduced, type RgbImage } from './rgb-image';

export interface VisionServices {
  readonly nets: FaceNets;
  /** Brings one network's file; throws a ModelUnavailableError where it cannot be had. */
  readonly readModel: (id: ModelId, onBytes: (count: number) => void) => Promise<Uint8Array<ArrayBuffer>>;
  /** Puts it into its network. */
  readonly loadModel: (id: ModelId, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Throws a RefusedImage where a file is no usable image. */
  readonly toRgb: (picture: Picture) => Promise<RgbImage>;
  readonly post: (report: VisionReport, transfer: Transferable[]) => void;
}

/** Larger pictures are made smaller: the detector sees 224 pixels, an aligned face has 64. */
export const mostSidePx = 1024;

export class VisionService {
  readonly #loaded = new Set<ModelId>();
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly services: VisionServices) {}

  /** Resolves when the command has been answered; never rejects. */
  handle(command: VisionCommand): Promise<void> {
    this.#last = this.#last.then(() => this.#answer(command));
    return this.#last;
  }

  async #answer(command: VisionCommand): Promise<void> {
    const { id, describe, mayPad, wantsPicture } = command;
    const { nets, toRgb, post } = this.services;
    try {
      // What is wrong with a file is known before 7 MB are loaded for it.
      const image = reduced(await toRgb(command.picture), mostSidePx);
      await this.#load(describe ? modelsFor.describe : modelsFor.align);
      const { faces, wasPadded } = await findFaces(image, nets, { describe, mayPad });
      const { width, height } = image;
      const picture = wantsPicture ? image : null;
      post({ type: 'found', id, faces, wasPadded, width, height, picture }, buffersOf(faces, picture));
    } catch (cause) {
      post({ type: 'problem', id, problem: problemOf(cause) }, []);
    }
  }

  async #load(wanted: readonly ModelId[]): Promise<void> {
    const missing = wanted.filter((id) => !this.#loaded.has(id));
    if (missing.length === 0) return;
    const { readModel, loadModel, post } = this.services;
    const total = missing.reduce((sum, id) => sum + modelBytes[id], 0);
    let loaded = 0;
    for (const id of missing) {
      const bytes = await readModel(id, (count) =>
        post({ type: 'loading', loaded: (loaded += count), total }, []),
      );
      await loadModel(id, bytes);
      this.#loaded.add(id);
    }
  }
}

function problemOf(cause: unknown): VisionProblem {
  if (cause instanceof RefusedImage) {
    const code = pictureRefusals.find((known) => known === cause.code) ?? 'unreadable';
    return { code, message: `The picture ${cause.message}` };
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  return { code: cause instanceof ModelUnavailableError ? 'models' : 'failed', message };
}

/** Each once: a buffer cannot be handed over twice. */
function buffersOf(faces: readonly FoundFace[], picture: RgbImage | null): Transferable[] {
  const buffers = faces.flatMap(({ landmarks_p2, five_p2, aligned, descriptor }) => [
    landmarks_p2.buffer,
    five_p2.buffer,
    aligned.rgb_hwc.buffer,
    ...(descriptor ? [descriptor.buffer] : []),
  ]);
  return [...new Set([...buffers, ...(picture ? [picture.rgb_hwc.buffer] : [])])] as ArrayBuffer[];
}
