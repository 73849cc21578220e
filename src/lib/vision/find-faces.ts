/**
 * From a picture to aligned faces: detect, mark, warp, describe. The networks are passed in, so that this knows nothing of
 * how they run.
 */
import { cropped, paddedByHalf, type PixelBox, type RgbImage } from './rgb-image';
import { fitSimilarity, type Similarity2D } from './similarity-transform';
import { descriptorTemplatePoints, fivePoints, templatePoints } from './template';
import { warp } from './warp';

export interface ScoredBox extends PixelBox {
  /** 0 to 1: how sure the detector is. */
  readonly score: number;
}

/** The networks, as they are used here; images are [height, width, 3] bytes. */
export interface FaceNets {
  /** Boxes of faces in pixels of the image. `inputSize`: the side that the image is brought to, a multiple of 32. */
  locate(image: RgbImage, inputSize: number): Promise<readonly ScoredBox[]>;
  /** 68 landmarks [68, 2] in pixels of the picture of one face. */
  landmarks(face: RgbImage): Promise<Float64Array>;
  /** 128 numbers of a picture of one face. */
  describe(face: RgbImage): Promise<Float32Array>;
}

/** What was found of one face; all points in pixels of the picture. */
export interface FoundFace {
  readonly box: ScoredBox;
  /** [68, 2] */
  readonly landmarks_p2: Float64Array;
  /** [5, 2]: eyes, tip of the nose, corners of the mouth. */
  readonly five_p2: Float64Array;
  /** Brings the picture's points into the aligned square of `alignedSidePx`. */
  readonly toAligned: Similarity2D;
  /** The aligned square, on which the site's networks are trained. */
  readonly aligned: RgbImage;
  /** 128 numbers; null where it was not asked for. */
  readonly descriptor: Float32Array | null;
}

export interface FoundFaces {
  /** The largest first. */
  readonly faces: readonly FoundFace[];
  /** True where the picture had to be padded before a face was found. */
  readonly wasPadded: boolean;
}

/** What the site's networks are trained on. */
export const alignedSidePx = 64;
/** The side of the square that the descriptor sees. */
const describedSidePx = 150;

/**
 * One after the other until a face is found. A padded face is smaller, so the last try brings it nearer to the sizes that
 * the detector knows: of ORL's 400 pictures the first finds 221, the second 168 more, the third 9 of the rest.
 */
const tries = [
  { isPadded: false, inputSize: 224 },
  { isPadded: true, inputSize: 224 },
  { isPadded: true, inputSize: 160 },
] as const;

export interface FindOptions {
  readonly describe: boolean;
  /** False where a face is known to have surroundings, as before a camera: one try then has to do. */
  readonly mayPad: boolean;
}

/** Of a crowd the largest. */
const mostFaces = 12;

/** Finds the faces of a picture; none is no error. */
export async function findFaces(image: RgbImage, nets: FaceNets, options: FindOptions): Promise<FoundFaces> {
  const { boxes, wasPadded } = await locateFaces(image, nets, options.mayPad);
  const bySize = [...boxes].sort((a, b) => b.width * b.height - a.width * a.height);
  const faces: FoundFace[] = [];
  for (const box of bySize.slice(0, mostFaces)) {
    faces.push(await lookAt(image, box, nets, options.describe));
  }
  return { faces, wasPadded };
}

async function locateFaces(
  image: RgbImage,
  nets: FaceNets,
  mayPad: boolean,
): Promise<{ boxes: readonly ScoredBox[]; wasPadded: boolean }> {
  const padded = mayPad ? paddedByHalf(image) : null;
  for (const { isPadded, inputSize } of tries) {
    const seen = isPadded ? padded : { image, left: 0, top: 0 };
    if (!seen) break;
    const boxes = await nets.locate(seen.image, inputSize);
    if (boxes.length === 0) continue;
    return {
      boxes: boxes.map((box) => ({ ...box, x: box.x - seen.left, y: box.y - seen.top })),
      wasPadded: isPadded,
    };
  }
  return { boxes: [], wasPadded: false };
}

async function lookAt(
  image: RgbImage,
  box: ScoredBox,
  nets: FaceNets,
  describe: boolean,
): Promise<FoundFace> {
  const around = wholePixels(box);
  const marks = await nets.landmarks(cropped(image, around));
  const landmarks_p2 = marks.map((value, i) => value + (i % 2 === 0 ? around.x : around.y));
  const five_p2 = fivePoints(landmarks_p2);
  const toAligned = fitSimilarity(five_p2, templatePoints(alignedSidePx));
  return {
    box,
    landmarks_p2,
    five_p2,
    toAligned,
    aligned: warp(image, toAligned, alignedSidePx),
    descriptor: describe ? await nets.describe(warp(image, toDescribed(five_p2), describedSidePx)) : null,
  };
}

function toDescribed(five_p2: Float64Array): Similarity2D {
  return fitSimilarity(five_p2, descriptorTemplatePoints(describedSidePx));
}

function wholePixels({ x, y, width, height }: PixelBox): PixelBox {
  const whole = (length: number): number => Math.max(1, Math.floor(length));
  return { x: Math.floor(x), y: Math.floor(y), width: whole(width), height: whole(height) };
}
