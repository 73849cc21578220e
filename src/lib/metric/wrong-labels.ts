/**
 * Wrong labels found by angle: a sample that lies far from the dominant sub-center of the class that its label names is
 * probably none of that class (sub-center ArcFace, Deng et al. 2020, section 3.3, which drops those past 75°).
 */
import { rowAngleRad } from './class-angles';

/**
 * The dominant sub-center of each class: of its rows the one that is the nearest of them to most of its samples, the
 * first of equal ones. A class without a sample has its first row.
 *
 * @param embeddings_nd row-major [N, d]
 * @param weights_cd class weights [C·K, d], class-major
 * @param labels_n given labels [N]
 * @returns rows of `weights_cd` [C]
 */
export function dominantRows(
  embeddings_nd: ArrayLike<number>,
  weights_cd: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  dim: number,
  classes: number,
): Int32Array {
  const perClass = weights_cd.length / dim / classes;
  const nearestTo = new Int32Array(classes * perClass);
  for (let n = 0; n < labels_n.length; n++) {
    const first = labels_n[n] * perClass;
    let nearest = first;
    let least = Infinity;
    for (let r = first; r < first + perClass; r++) {
      const angle = rowAngleRad(embeddings_nd, n, weights_cd, r, dim);
      if (angle < least) [nearest, least] = [r, angle];
    }
    // A zero embedding has no angle to any.
    if (least < Infinity) nearestTo[nearest]++;
  }
  return Int32Array.from({ length: classes }, (_, c) => {
    const counts = nearestTo.subarray(c * perClass, (c + 1) * perClass);
    return c * perClass + counts.indexOf(Math.max(...counts));
  });
}

/**
 * Angle of each sample to the dominant sub-center of the class that its label names, radians [N]; NaN where the
 * embedding or the weight is zero. With one weight a class that is the angle to the class weight.
 */
export function anglesToDominant(
  embeddings_nd: ArrayLike<number>,
  weights_cd: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  dim: number,
  classes: number,
): Float32Array {
  const rows = dominantRows(embeddings_nd, weights_cd, labels_n, dim, classes);
  return Float32Array.from({ length: labels_n.length }, (_, n) =>
    rowAngleRad(embeddings_nd, n, weights_cd, rows[labels_n[n]], dim),
  );
}

/** Sample numbers [N], the largest angle first; those without an angle last, equal ones in their order. */
export function farthestFirst(anglesRad_n: ArrayLike<number>): Int32Array {
  const rank = (n: number) => (Number.isNaN(anglesRad_n[n]) ? -1 : anglesRad_n[n]);
  return Int32Array.from({ length: anglesRad_n.length }, (_, n) => n).sort(
    (a, b) => rank(b) - rank(a) || a - b,
  );
}

/** How well a choice of samples meets the wrong labels. */
export interface Catch {
  /** Samples chosen. */
  readonly chosen: number;
  /** Of these, how many labels are wrong. */
  readonly wrong: number;
  /** wrong / chosen; NaN where none was chosen. */
  readonly precision: number;
  /** The share of all wrong labels that was chosen; NaN where no label is wrong. */
  readonly recall: number;
}

/** The samples past an angle, radians. */
export function catchPast(
  anglesRad_n: ArrayLike<number>,
  isWrong_n: ArrayLike<boolean>,
  thresholdRad: number,
): Catch {
  const chosen = Array.from(anglesRad_n, (angle, n) => (angle > thresholdRad ? n : -1)).filter((n) => n >= 0);
  return catchOf(chosen, isWrong_n);
}

/** The `count` samples that lie farthest, or all where there are fewer. */
export function catchFarthest(
  anglesRad_n: ArrayLike<number>,
  isWrong_n: ArrayLike<boolean>,
  count: number,
): Catch {
  return catchOf(farthestFirst(anglesRad_n).subarray(0, count), isWrong_n);
}

function catchOf(chosen: ArrayLike<number>, isWrong_n: ArrayLike<boolean>): Catch {
  const wrong = Array.from(chosen).filter((n) => isWrong_n[n]).length;
  const all = Array.from(isWrong_n).filter(Boolean).length;
  return {
    chosen: chosen.length,
    wrong,
    precision: chosen.length ? wrong / chosen.length : NaN,
    recall: all ? wrong / all : NaN,
  };
}
