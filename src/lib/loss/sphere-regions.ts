/**
 * Where each class wins on the sphere of directions, in three dimensions, and where a training sample of the class that
 * wins is still refused because the margin lowers its target logit.
 */
import { usedWeights, type HeadWeights } from './decide';
import { targetOf, type LossSettings, type LossSpec } from './spec';
import { targetLogitAt } from './target-logit';

export type Vector3 = readonly [x: number, y: number, z: number];

/** A convex polygon of great-circle arcs in which one class wins, inside one octant. */
export interface SphereCell {
  readonly classIndex: number;
  /** Unit vectors, in order round the cell. */
  readonly corners: readonly Vector3[];
  /** The class beyond the arc from each corner to the next; `cut` where the cell only ends with its octant. */
  readonly rivals: readonly number[];
}

/** No class: the octant's own edge. */
export const cut = -1;

/** Three-dimensional class weights as the logits use them. */
export function sphereWeights(spec: LossSpec, { weights_cd }: HeadWeights): Vector3[] {
  const classes = weights_cd.length / 3;
  const used_cd = usedWeights(spec, weights_cd, 3);
  return Array.from({ length: classes }, (_, j) => [used_cd[3 * j], used_cd[3 * j + 1], used_cd[3 * j + 2]]);
}

/**
 * The class with the largest logit without a margin in each direction, for features so long that biases do not count,
 * as cells of the eight octants of the axes. Exact: the edges are the great circles on which two logits are equal. No
 * cell is wider than a quarter turn, so each arc has one way to go.
 */
export function sphereCells(weights: readonly Vector3[]): SphereCell[] {
  return octants.flatMap((octant) =>
    weights.flatMap((weight, i): SphereCell[] => {
      let cell: SphereCell = { classIndex: i, corners: octant, rivals: [cut, cut, cut] };
      for (const [j, other] of weights.entries()) {
        if (j === i) continue;
        const across = subtract(weight, other);
        // Of two equal logits the first class wins, everywhere.
        if (length(across) > 0) cell = clip(cell, across, j);
        else if (j < i) return [];
        if (cell.corners.length < 3) return [];
      }
      return [cell];
    }),
  );
}

/** Who is refused in a direction: `winner · C + rival`, or −1 where the class that wins there accepts its samples. */
export type RefusalProbe = (x: number, y: number, z: number) => number;

/**
 * Asks a loss about directions. The rival is the class with the largest logit among the others. Null for a loss without
 * a margin.
 */
export function refusalProbe(
  spec: LossSpec,
  settings: LossSettings,
  weights: readonly Vector3[],
): RefusalProbe | null {
  if (!targetOf(spec)) return null;
  const classes = weights.length;
  const flat = Float64Array.from(weights.flat());
  const norm_c = Float64Array.from(weights, length);
  return (x, y, z) => {
    let winner = -1;
    let rival = -1;
    let most = -Infinity;
    let second = -Infinity;
    for (let c = 0; c < classes; c++) {
      const logit = flat[3 * c] * x + flat[3 * c + 1] * y + flat[3 * c + 2] * z;
      if (logit > most) {
        second = most;
        rival = winner;
        most = logit;
        winner = c;
      } else if (logit > second) {
        second = logit;
        rival = c;
      }
    }
    if (rival < 0) return -1;
    const norm = norm_c[winner];
    const thetaRad = norm > 0 ? Math.acos(Math.max(-1, Math.min(1, most / norm))) : Math.PI / 2;
    const charged = norm * targetLogitAt(spec, settings, thetaRad).psi;
    return second > charged + leastRefusal ? winner * classes + rival : -1;
  };
}

/** Rounding of a logit, below which nobody is refused. */
const leastRefusal = 1e-9;

const subtract = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const length = ([x, y, z]: Vector3): number => Math.hypot(x, y, z);
const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Corners of the octants, counter-clockwise seen from outside. */
const octants: readonly (readonly Vector3[])[] = [1, -1].flatMap((x) =>
  [1, -1].flatMap((y) =>
    [1, -1].map((z): Vector3[] => {
      const corners: Vector3[] = [
        [x, 0, 0],
        [0, y, 0],
        [0, 0, z],
      ];
      return x * y * z > 0 ? corners : corners.reverse();
    }),
  ),
);

/** The part of a cell where `across` · u ≥ 0 (Sutherland and Hodgman, with great circles for lines). */
function clip({ classIndex, corners, rivals }: SphereCell, across: Vector3, rival: number): SphereCell {
  const kept: Vector3[] = [];
  const beyond: number[] = [];
  corners.forEach((corner, k) => {
    const next = corners[(k + 1) % corners.length];
    const [here, there] = [dot(across, corner), dot(across, next)];
    if (here >= 0) {
      kept.push(corner);
      // An arc that leaves at its very beginning has no length.
      beyond.push(rivals[k]);
    }
    if (here >= 0 === there >= 0) return;
    const share = here / (here - there);
    const x = corner[0] + share * (next[0] - corner[0]);
    const y = corner[1] + share * (next[1] - corner[1]);
    const z = corner[2] + share * (next[2] - corner[2]);
    const reach = Math.hypot(x, y, z);
    kept.push([x / reach, y / reach, z / reach]);
    beyond.push(here >= 0 ? rival : rivals[k]);
  });
  return distinct({ classIndex, corners: kept, rivals: beyond });
}

/** Without arcs of no length, as clipping through a corner makes them. */
function distinct({ classIndex, corners, rivals }: SphereCell): SphereCell {
  const isKept = corners.map(
    (corner, k) => length(subtract(corner, corners[(k + 1) % corners.length])) > 1e-12,
  );
  if (isKept.every(Boolean)) return { classIndex, corners, rivals };
  return {
    classIndex,
    corners: corners.filter((_, k) => isKept[k]),
    rivals: rivals.filter((_, k) => isKept[k]),
  };
}
