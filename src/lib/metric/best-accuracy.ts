import { countPairs, rocCurve } from './roc';

/** The best share of pairs that any threshold decides rightly on these very pairs: an upper bound, no measurement. */
export function bestAccuracy(scores: ArrayLike<number>, same: ArrayLike<number>): number {
  const { genuine, impostors } = countPairs(scores, same);
  const { fpr, tpr } = rocCurve(scores, same);
  const right = tpr.map((rate, i) => rate * genuine + (1 - fpr[i]) * impostors);
  return Math.max(...right) / same.length;
}
