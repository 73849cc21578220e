/** The equal error rate, where as many impostors are accepted as genuine pairs are refused. Two definitions are in use. */
import type { RocCurve } from './roc';

/** At the point of the curve where both errors are nearest to each other: their mean, and that point's threshold. */
export function nearestEqualErrorRate({ fpr, tpr, thresholds }: RocCurve): {
  rate: number;
  threshold: number;
} {
  let best = 0;
  const gap = (i: number) => Math.abs(1 - tpr[i] - fpr[i]);
  for (let i = 1; i < fpr.length; i++) if (gap(i) < gap(best)) best = i;
  return { rate: (1 - tpr[best] + fpr[best]) / 2, threshold: thresholds[best] };
}

/** Where the curve, its points joined by lines, crosses 1 − TPR = FPR. Others find it with Brent's method; it is exact here. */
export function crossingEqualErrorRate({ fpr, tpr }: RocCurve): number {
  const excess = (i: number) => 1 - tpr[i] - fpr[i];
  // It falls from 1 at (0, 0) to −1 at (1, 1).
  let after = 1;
  while (excess(after) > 0) after++;
  const share = excess(after - 1) / (excess(after - 1) - excess(after));
  return fpr[after - 1] + share * (fpr[after] - fpr[after - 1]);
}
