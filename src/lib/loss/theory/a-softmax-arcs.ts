/**
 * What the integer margin of A-Softmax makes of angles in the plane (SphereFace, section 3.3 and its appendix): the arc
 * that a class may fill, and the arc that is left between two.
 */

/** Two classes in the plane, their weights `apartRad` apart. */
export interface TwoClassArcs {
  /** How far class 1 reaches towards the other weight: the solution of mθ₁ = θ₂ between them. */
  readonly towardsRad: number;
  /** How far it reaches on the side away from the other. */
  readonly awayRad: number;
  /** The largest angle between two samples of class 1. */
  readonly maxIntraRad: number;
  /** The smallest angle between samples of the two classes: the arc (m − 1)θ₁₂/(m + 1) that nobody may enter. */
  readonly minInterRad: number;
  /** Whether every angle inside a class is below every angle between the two. */
  readonly isOpenSet: boolean;
}

/** The arcs of two classes; m > 1, real. `apartRad` in (0, π]. */
export function twoClassArcs(m: number, apartRad: number): TwoClassArcs {
  const towardsRad = apartRad / (m + 1);
  // Away from the other weight θ₂ = θ₁ + θ₁₂ while that is at most π, then it shrinks again.
  const reachesPastPole = apartRad > ((m - 1) * Math.PI) / m;
  const awayRad = reachesPastPole ? (2 * Math.PI - apartRad) / (m + 1) : apartRad / (m - 1);
  const minInterRad = apartRad - 2 * towardsRad;
  const maxIntraRad = towardsRad + awayRad;
  return { towardsRad, awayRad, maxIntraRad, minInterRad, isOpenSet: maxIntraRad < minInterRad };
}

/** Many classes in the plane, neighbours `apartRad` apart on both sides. */
export function manyClassArcs(m: number, apartRad: number): TwoClassArcs {
  const towardsRad = apartRad / (m + 1);
  const minInterRad = apartRad - 2 * towardsRad;
  const maxIntraRad = 2 * towardsRad;
  return { towardsRad, awayRad: towardsRad, maxIntraRad, minInterRad, isOpenSet: maxIntraRad < minInterRad };
}

/** The least m of two classes, from m² − 4m + 1 > 0 (theorem 1): 2 + √3, so 4 in whole numbers. */
export const LEAST_MARGIN_TWO_CLASSES = 2 + Math.sqrt(3);

/** The least m of many classes, from 2/(m + 1) ≤ (m − 1)/(m + 1) (theorem 2); at 3 itself the arcs are equal. */
export const LEAST_MARGIN_MANY_CLASSES = 3;
