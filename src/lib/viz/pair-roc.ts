/**
 * The receiver operating characteristic of telling pairs by their angle, to the width of a bin of 0.1°: fast enough for
 * every frame. `metric/roc.ts` is the exact one, and its reference.
 */

export interface PairRoc {
  /** At threshold b (angles up to `thresholdRad(b)` are called one class): pairs of two classes let in, a share [B + 1]. */
  readonly far_b: Float64Array;
  /** Pairs of one class let in, a share [B + 1]. */
  readonly tar_b: Float64Array;
  /** Pairs of two classes that have an angle: shares of them come in steps of one in so many. */
  readonly impostors: number;
  /** Area under the curve. */
  readonly auc: number;
  /** Where as many of one kind are refused as of the other let in: the curve, its points joined by lines. */
  readonly equalError: number;
}

const bins = 1800;

/** Threshold of point b of a curve, radians. */
export const thresholdRad = (b: number): number => (b / bins) * Math.PI;

/** Null where a kind of pair is missing. Angles that are not finite are left out, as they belong to no direction. */
export function pairRoc(positiveRad: ArrayLike<number>, negativeRad: ArrayLike<number>): PairRoc | null {
  const genuine = cumulated(positiveRad);
  const impostor = cumulated(negativeRad);
  if (!genuine.total || !impostor.total) return null;
  const tar_b = genuine.upTo_b.map((count) => count / genuine.total);
  const far_b = impostor.upTo_b.map((count) => count / impostor.total);
  let auc = 0;
  for (let b = 1; b <= bins; b++) auc += ((far_b[b] - far_b[b - 1]) * (tar_b[b] + tar_b[b - 1])) / 2;
  const excess = (b: number): number => 1 - tar_b[b] - far_b[b];
  let after = 1;
  while (excess(after) > 0) after++;
  const share = excess(after - 1) / (excess(after - 1) - excess(after));
  const equalError = far_b[after - 1] + share * (far_b[after] - far_b[after - 1]);
  return { far_b, tar_b, impostors: impostor.total, auc, equalError };
}

/** Share of pairs of one class let in where at most `far` of the others are. */
export function tarAt({ far_b, tar_b }: PairRoc, far: number): number {
  let b = 0;
  while (b < bins && far_b[b + 1] <= far) b++;
  return tar_b[b];
}

function cumulated(angles: ArrayLike<number>): { upTo_b: Float64Array; total: number } {
  const upTo_b = new Float64Array(bins + 1);
  for (let i = 0; i < angles.length; i++) {
    if (!Number.isFinite(angles[i])) continue;
    upTo_b[1 + Math.max(0, Math.min(bins - 1, Math.floor((angles[i] / Math.PI) * bins)))]++;
  }
  for (let b = 1; b <= bins; b++) upTo_b[b] += upTo_b[b - 1];
  return { upTo_b, total: upTo_b[bins] };
}
