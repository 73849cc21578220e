/** The way of an image over the sphere, as it was changed: great circles from one place to the next. */
import { unit } from '../math/vector';
import { outlineDepth, project, type Lens } from './sphere-lens';

/** Places between two of a trail, so that it lies on the sphere and not under it. */
const between = 8;

/** A piece of a trail on the screen, CSS pixels, and whether the sphere hides it. */
export interface TrailPiece {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly isHidden: boolean;
}

/** Directions along great circles through `places` (vectors [3] of any length but 0), ends included. */
export function alongTrail(places: readonly ArrayLike<number>[]): Float64Array[] {
  const units = places.map((place) => unit(Float64Array.from(place)));
  return units.flatMap((from, i) => {
    if (i === 0) return [from];
    const before = units[i - 1];
    return Array.from({ length: between }, (_, k) => {
      const share = (k + 1) / between;
      // A chord's middle, drawn out to the sphere: the great circle, for places that are not opposite.
      return unit(before.map((value, axis) => value * (1 - share) + from[axis] * share));
    });
  });
}

/** What is drawn of a trail. */
export function trailPieces(lens: Lens, directions: readonly ArrayLike<number>[]): TrailPiece[] {
  const seen = directions.map((at) => project(lens, at[0], at[1], at[2], { x: 0, y: 0, depth: 0 }));
  return seen.slice(1).map((to, i) => ({
    from: [seen[i].x, seen[i].y],
    to: [to.x, to.y],
    isHidden: Math.min(seen[i].depth, to.depth) < outlineDepth,
  }));
}
