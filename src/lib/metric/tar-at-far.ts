/**
 * The share of genuine pairs accepted (TAR) at a share of impostors accepted (FAR). Four definitions are in use, and
 * on few pairs they differ by tens of per cent: three read the ROC (here), the fourth takes its threshold from other
 * pairs than it measures (`validation-rate.ts`).
 */
import { interpolate } from './interpolate';
import type { RocCurve } from './roc';

export type TarDefinition =
  /** The largest TAR that some threshold reaches with a FAR of at most the one asked for. */
  | 'at-most'
  /** On the line between the two points beside it (opensphere): no threshold need reach it. */
  | 'interpolated'
  /** At the point whose FAR is nearest, which may be larger than the one asked for (insightface, IJB). */
  | 'nearest';

/** TAR at `far`, 0 to 1. `nearest` is meant for the curve of corners alone, as its authors compute it. */
export function tarAtFar({ fpr, tpr }: RocCurve, far: number, definition: TarDefinition): number {
  if (definition === 'interpolated') return interpolate(far, fpr, tpr);
  let best = 0;
  for (let i = 1; i < fpr.length; i++) {
    const isBetter =
      definition === 'at-most' ? fpr[i] <= far : Math.abs(fpr[i] - far) <= Math.abs(fpr[best] - far);
    if (isBetter) best = i;
  }
  return tpr[best];
}
