import type { CircleArc } from '../../loss/regions';
import { radPerNotch } from '../../points/notches';
import { wrap } from '../../points/cloud';

/** The region of one class as seen from its weight: the boundary on one side, and whose region lies beyond. */
export interface Boundary {
  /** Angle to the own weight, counter-clockwise, −π to π. */
  readonly thetaRad: number;
  readonly neighbour: number;
}

/** The boundaries of class `own` as angles to its weight, clockwise side first; none where it wins nowhere or everywhere. */
export function boundariesOf(regions: readonly CircleArc[], own: number, weightNotch: number): Boundary[] {
  if (regions.length < 2) return [];
  const weightRad = weightNotch * radPerNotch;
  return regions.flatMap((region, i) => {
    if (region.classIndex !== own) return [];
    const before = regions[(i + regions.length - 1) % regions.length];
    const after = regions[(i + 1) % regions.length];
    return [
      { thetaRad: wrap(region.fromRad - weightRad), neighbour: before.classIndex },
      { thetaRad: wrap(region.toRad - weightRad), neighbour: after.classIndex },
    ];
  });
}

/** The margin bands of class `own` as pairs of angles to its weight, each from less to more. */
export function bandsOf(
  bands: readonly CircleArc[],
  own: number,
  weightNotch: number,
): (readonly [fromRad: number, toRad: number])[] {
  return bands
    .filter(({ classIndex }) => classIndex === own)
    .flatMap(({ fromRad, toRad }) => {
      const from = wrap(fromRad - weightNotch * radPerNotch);
      const to = from + (toRad - fromRad);
      // A band that runs past θ = π goes on at −π.
      return to > Math.PI
        ? [[from, Math.PI] as const, [-Math.PI, to - 2 * Math.PI] as const]
        : [[from, to] as const];
    });
}
