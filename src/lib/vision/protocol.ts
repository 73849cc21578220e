/** What the page and the vision worker say to each other: a picture goes, what was found in it comes back. */
import type { RefusalCode } from '../data/import/import-error';
import type { FoundFace } from './find-faces';
import type { RgbImage } from './rgb-image';

/** A picture on its way to the worker. A file is decoded there, a bitmap and an image are handed over. */
export type Picture =
  | { readonly type: 'file'; readonly file: Blob }
  | { readonly type: 'bitmap'; readonly bitmap: ImageBitmap }
  | { readonly type: 'rgb'; readonly image: RgbImage };

export interface FindRequest {
  readonly picture: Picture;
  /** Asks for the descriptor too, whose network weighs 6.4 MB. */
  readonly describe: boolean;
  /** False where faces have surroundings, as before a camera. */
  readonly mayPad: boolean;
  /** Asks for the picture as it was looked at, to be shown. */
  readonly wantsPicture: boolean;
}

export type VisionCommand = { readonly type: 'find'; readonly id: number } & FindRequest;

export interface Sighting {
  /** The largest first; their points are in pixels of `width` × `height`. */
  readonly faces: readonly FoundFace[];
  readonly wasPadded: boolean;
  /** Size of the picture as it was looked at: large ones are made smaller. */
  readonly width: number;
  readonly height: number;
  readonly picture: RgbImage | null;
}

export type VisionProblemCode =
  /** A network's file could not be had; the next request asks for it again. */
  | 'models'
  | 'worker-lost'
  /** It was no longer wanted. */
  | 'disposed'
  | 'failed'
  /** The file is no usable image. */
  | Extract<RefusalCode, (typeof pictureRefusals)[number]>;

/** What decoding one file may refuse it for. */
export const pictureRefusals = [
  'no-image',
  'damaged',
  'too-many-pixels',
  'too-large',
  'unreadable',
] as const satisfies readonly RefusalCode[];

export interface VisionProblem {
  readonly code: VisionProblemCode;
  /** One clear sentence in English for logs; the interface has its own words by code. */
  readonly message: string;
}

export type VisionReport =
  /** Bytes of the networks' files, while they come. */
  | { readonly type: 'loading'; readonly loaded: number; readonly total: number }
  | ({ readonly type: 'found'; readonly id: number } & Sighting)
  | { readonly type: 'problem'; readonly id: number; readonly problem: VisionProblem };
