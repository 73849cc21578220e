/** Where five points of a face belong in an aligned picture, and which of the 68 landmarks they are. */
import type { Points } from './similarity-transform';

/**
 * The template of ArcFace for 112×112 pixels [5, 2]: the eye that is left in the picture, the right one, the tip of the
 * nose, the left and the right corner of the mouth. insightface, `python-package/insightface/utils/face_align.py`
 * (`arcface_dst`); SphereFace's 112×96 template, moved by 8 pixels.
 */
const arcface112_p2 = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
].flat();

/** The template in a square of `sidePx` pixels [5, 2]. */
export const templatePoints = (sidePx: number): Float64Array =>
  Float64Array.from(arcface112_p2, (value) => (value * sidePx) / 112);

/**
 * The same five points in the square that the ready-made descriptor was trained on, as shares of its side [5, 2]. dlib,
 * `image_transforms/interpolation.h`, `get_face_chip_details`: its mean face of 68 landmarks with a padding of a quarter.
 * On ORL's pairs this square gives the descriptor an AUC of 0.9999, ArcFace's closer one 0.98 (docs/vision.md).
 */
const describedShare_p2 = [
  [0.225493, 0.215991],
  [0.754761, 0.215991],
  [0.490127, 0.515625],
  [0.254149, 0.780233],
  [0.726104, 0.780233],
].flatMap((point) => point.map((value) => (value + 0.25) / 1.5));

/** dlib's template in a square of `sidePx` pixels [5, 2]. */
export const descriptorTemplatePoints = (sidePx: number): Float64Array =>
  Float64Array.from(describedShare_p2, (value) => value * sidePx);

/** The order of the 300 Faces In-the-Wild challenge: jaw 0 to 16, brows, nose 27 to 35, eyes 36 to 47, mouth 48 to 67. */
export const landmarkCount = 68;
const [leftEye, rightEye] = [range(36, 42), range(42, 48)];
const noseTip = 30;
const [leftMouth, rightMouth] = [48, 54];

/**
 * Five points [5, 2] from 68 landmarks [68, 2]: an eye is the mean of its six.
 * @throws RangeError where there are not 68
 */
export function fivePoints(landmarks_p2: Points): Float64Array {
  if (landmarks_p2.length !== 2 * landmarkCount) {
    throw new RangeError(`Five points are taken from 68 landmarks, not from ${landmarks_p2.length / 2}.`);
  }
  const groups = [leftEye, rightEye, [noseTip], [leftMouth], [rightMouth]];
  return Float64Array.from(groups.flatMap((group) => [0, 1].map((axis) => meanOn(axis, group))));

  function meanOn(axis: number, group: readonly number[]): number {
    return group.reduce((sum, p) => sum + landmarks_p2[2 * p + axis], 0) / group.length;
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
