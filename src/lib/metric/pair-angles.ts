/**
 * Angles inside classes and between them, and the criterion of the open set: the largest angle inside a class is
 * smaller than the smallest between two (SphereFace, section 3.3). Only then does one threshold decide every pair.
 */
import { row } from '../math/vector';
import { meanDirections, rowAngleRad } from './class-angles';
import { similarity } from './similarity';

export interface PairAngles {
  /** Over unordered pairs of distinct samples of one class, radians. */
  readonly intraMeanRad: number;
  readonly intraMaxRad: number;
  /** Over unordered pairs of samples of two classes, radians. */
  readonly interMeanRad: number;
  readonly interMinRad: number;
  /** Whether the largest angle inside a class is below the smallest between two. */
  readonly isOpenSet: boolean;
}

/** Angles of all pairs of embeddings [N, d]: N(N − 1)/2 of them. NaN where there is no such pair. */
export function pairAngles(
  embeddings_nd: Float64Array,
  labels_n: ArrayLike<number>,
  dim: number,
): PairAngles {
  let [intraSum, intraCount, intraMaxRad] = [0, 0, -Infinity];
  let [interSum, interCount, interMinRad] = [0, 0, Infinity];
  for (let i = 0; i < labels_n.length; i++) {
    for (let j = 0; j < i; j++) {
      const { angleRad } = similarity(row(embeddings_nd, i, dim), row(embeddings_nd, j, dim));
      if (labels_n[i] === labels_n[j]) {
        intraSum += angleRad;
        intraCount++;
        intraMaxRad = Math.max(intraMaxRad, angleRad);
      } else {
        interSum += angleRad;
        interCount++;
        interMinRad = Math.min(interMinRad, angleRad);
      }
    }
  }
  return {
    intraMeanRad: intraSum / intraCount,
    intraMaxRad: intraCount ? intraMaxRad : NaN,
    interMeanRad: interSum / interCount,
    interMinRad: interCount ? interMinRad : NaN,
    isOpenSet: intraMaxRad < interMinRad,
  };
}

export interface CentreAngles {
  /** Mean over samples of the angle to the centre of the class, radians. */
  readonly sampleToCentreMeanRad: number;
  /** Over unordered pairs of centres, radians. */
  readonly centreToCentreMeanRad: number;
  readonly centreToCentreMinRad: number;
}

/** Angles to and between class centres: the mean directions of each class. */
export function centreAngles(
  embeddings_nd: Float64Array,
  labels_n: ArrayLike<number>,
  dim: number,
  classes: number,
): CentreAngles {
  const centres_cd = meanDirections(embeddings_nd, labels_n, dim, classes);
  let toCentre = 0;
  for (let n = 0; n < labels_n.length; n++)
    toCentre += rowAngleRad(embeddings_nd, n, centres_cd, labels_n[n], dim);
  const between: number[] = [];
  for (let c = 0; c < classes; c++)
    for (let other = 0; other < c; other++) {
      const angleRad = rowAngleRad(centres_cd, c, centres_cd, other, dim);
      if (Number.isFinite(angleRad)) between.push(angleRad);
    }
  return {
    sampleToCentreMeanRad: toCentre / labels_n.length,
    centreToCentreMeanRad: between.reduce((sum, rad) => sum + rad, 0) / between.length,
    centreToCentreMinRad: between.length ? Math.min(...between) : NaN,
  };
}
