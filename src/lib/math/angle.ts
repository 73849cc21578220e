import { norm, unit, type Vector } from './vector';

/**
 * The angle between two vectors in radians, 0 to π, by Kahan's 2·atan2(‖û − v̂‖, ‖û + v̂‖): acos of a dot product
 * loses half the digits near 0 and π. NaN if one of them is zero and so has no direction.
 */
export function angleBetween(u: Vector, v: Vector): number {
  const unitU = unit(u);
  const unitV = unit(v);
  if (norm(unitU) === 0 || norm(unitV) === 0) return NaN;
  const difference = unitU.map((value, k) => value - unitV[k]);
  const sum = unitU.map((value, k) => value + unitV[k]);
  return 2 * Math.atan2(norm(difference), norm(sum));
}

/** The same direction as `angleRad`, in [0, 2π). */
export function wrapAngle(angleRad: number): number {
  const wrapped = angleRad % (2 * Math.PI);
  const positive = wrapped < 0 ? wrapped + 2 * Math.PI : wrapped;
  return positive >= 2 * Math.PI ? 0 : positive;
}
