import { branchPointsOf, type LossSettings, type LossSpec } from './spec';

/** How far beside a branch point a loss is sampled, so that a jump is seen as one. */
export const BESIDE_BRANCH_RAD = 1e-9;

/** Ascending angles from 0 to π: `count` even ones, and both sides of each branch point in place of the point itself. */
export function angleSamples(spec: LossSpec, settings: LossSettings, count: number): Float64Array {
  const branchesRad = branchPointsOf(spec, settings);
  const even = Array.from({ length: count }, (_, i) => (i / (count - 1)) * Math.PI).filter((rad) =>
    branchesRad.every((branchRad) => Math.abs(rad - branchRad) > BESIDE_BRANCH_RAD),
  );
  const beside = branchesRad.flatMap((rad) => [rad - BESIDE_BRANCH_RAD, rad + BESIDE_BRANCH_RAD]);
  return Float64Array.from([...even, ...beside]).sort();
}
