/** The receiver operating characteristic of a verification: what is accepted, rightly and wrongly, at each threshold. */

export interface RocCurve {
  /** Share of impostor pairs that are accepted (FAR, FPR), ascending from 0 to 1. */
  readonly fpr: Float64Array;
  /** Share of genuine pairs that are accepted (TAR, TPR), ascending from 0 to 1. */
  readonly tpr: Float64Array;
  /** A pair is called genuine where score ≥ threshold; descending. The first accepts nobody. */
  readonly thresholds: Float64Array;
}

/**
 * The ROC of scores [P], where a higher score says "same person" and `same` is 1 for genuine pairs and 0 for others.
 * As sklearn.metrics.roc_curve computes it: a point for each distinct score, and before them (0, 0) at the largest
 * score + 1.
 *
 * @param corners leave out points inside straight stretches (sklearn's `drop_intermediate`), which moves no
 * interpolation but changes which point is nearest to a rate
 * @throws RangeError where a score is not a number, or no pair is genuine, or none is an impostor
 */
export function rocCurve(scores: ArrayLike<number>, same: ArrayLike<number>, corners = false): RocCurve {
  const { genuine, impostors } = countPairs(scores, same);
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
  let points: { accepted: number; wrongly: number; threshold: number }[] = [];
  let [accepted, wrongly] = [0, 0];
  order.forEach((pair, i) => {
    if (same[pair]) accepted++;
    else wrongly++;
    const threshold = scores[pair];
    if (i === order.length - 1 || scores[order[i + 1]] !== threshold)
      points.push({ accepted, wrongly, threshold });
  });
  if (corners) {
    points = points.filter((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]];
      if (!before || !after) return true;
      return (
        after.wrongly - 2 * point.wrongly + before.wrongly !== 0 ||
        after.accepted - 2 * point.accepted + before.accepted !== 0
      );
    });
  }
  points.unshift({ accepted: 0, wrongly: 0, threshold: points[0].threshold + 1 });
  return {
    fpr: Float64Array.from(points, (point) => point.wrongly / impostors),
    tpr: Float64Array.from(points, (point) => point.accepted / genuine),
    thresholds: Float64Array.from(points, ({ threshold }) => threshold),
  };
}

/** How many pairs are genuine and how many are not; throws where a rate would have no denominator. */
export function countPairs(
  scores: ArrayLike<number>,
  same: ArrayLike<number>,
): { genuine: number; impostors: number } {
  if (scores.length !== same.length)
    throw new RangeError(`There are ${scores.length} scores for ${same.length} pairs.`);
  let genuine = 0;
  for (let i = 0; i < same.length; i++) {
    if (Number.isNaN(scores[i])) throw new RangeError(`Score ${i} is not a number.`);
    if (same[i]) genuine++;
  }
  const impostors = same.length - genuine;
  if (genuine === 0) throw new RangeError('No pair shows one person twice: nothing can be accepted rightly.');
  if (impostors === 0) throw new RangeError('No pair shows two persons: nothing can be accepted wrongly.');
  return { genuine, impostors };
}
