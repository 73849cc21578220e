/** The area under the ROC, in its two forms, which are equal. */
import { countPairs, type RocCurve } from './roc';

/** By trapezia under the curve. */
export function areaUnderCurve({ fpr, tpr }: RocCurve): number {
  let area = 0;
  for (let i = 1; i < fpr.length; i++) area += ((fpr[i] - fpr[i - 1]) * (tpr[i] + tpr[i - 1])) / 2;
  return area;
}

/** The chance that a genuine pair scores higher than an impostor's, ties counting half (Mann and Whitney's U). */
export function chanceOfOrder(scores: ArrayLike<number>, same: ArrayLike<number>): number {
  const { genuine, impostors } = countPairs(scores, same);
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a] - scores[b]);
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && scores[order[to]] === scores[order[from]]) to++;
    const meanRank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) if (same[order[i]]) rankSum += meanRank;
    from = to;
  }
  return (rankSum - (genuine * (genuine + 1)) / 2) / (genuine * impostors);
}
