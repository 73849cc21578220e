/**
 * Where each class wins on the sphere of directions, in three dimensions, and where a training sample of the class that
 * wins is still refused because the margin lowers its target logit.
 */
import { usedWeights, type HeadWeights } from './decide';
import { otherLogitAt, raisesOthers } from './other-logit';
import { targetOf, type LossSettings, type LossSpec } from './spec';
import { targetLogitAt } from './target-logit';

export type Vector3 = readonly [x: number, y: number, z: number];

/** A convex polygon of great-circle arcs in which one class weight wins, inside one octant. */
export interface SphereCell {
  readonly classIndex: number;
  /** The weight that wins, of the class's own. */
  readonly row: number;
  /** Unit vectors, in order round the cell. */
  readonly corners: readonly Vector3[];
  /** The class beyond the arc from each corner to the next; `cut` where the cell only ends with its octant. */
  readonly rivals: readonly number[];
  /** The weight beyond it, likewise. */
  readonly rivalRows: readonly number[];
}

/** No class: the octant's own edge. */
export const cut = -1;

/** Three-dimensional class weights as the logits use them, [C·K] rows, class-major. */
export function sphereWeights(spec: LossSpec, { weights_cd }: HeadWeights): Vector3[] {
  const rows = weights_cd.length / 3;
  const used_cd = usedWeights(spec, weights_cd, 3);
  return Array.from({ length: rows }, (_, r) => [used_cd[3 * r], used_cd[3 * r + 1], used_cd[3 * r + 2]]);
}

/** Weights of one class, K; whoever has no biases at hand has one. */
export const weightsPerClass = ({ weights_cd, bias_c }: HeadWeights): number =>
  bias_c.length ? weights_cd.length / 3 / bias_c.length : 1;

/**
 * The class with the largest logit without a margin in each direction, for features so long that biases do not count,
 * as cells of the eight octants of the axes. Exact: the edges are the great circles on which two logits are equal. No
 * cell is wider than a quarter turn, so each arc has one way to go.
 *
 * @param perClass weights of one class, K; a class wins where one of its weights does
 */
export function sphereCells(weights: readonly Vector3[], perClass = 1): SphereCell[] {
  return octants.flatMap((octant) =>
    weights.flatMap((weight, i): SphereCell[] => {
      let cell: SphereCell = {
        classIndex: Math.floor(i / perClass),
        row: i,
        corners: octant,
        rivals: [cut, cut, cut],
        rivalRows: [cut, cut, cut],
      };
      for (const [j, other] of weights.entries()) {
        if (j === i) continue;
        const across = subtract(weight, other);
        // Of two equal logits the first class wins, everywhere.
        if (length(across) > 0) cell = clip(cell, across, j, perClass);
        else if (j < i) return [];
        if (cell.corners.length < 3) return [];
      }
      return [cell];
    }),
  );
}

/**
 * Who is refused in a direction, as rows of the weights: `winner · R + rival` of R rows, or −1 where the class that wins
 * there accepts its samples.
 */
export type RefusalProbe = (x: number, y: number, z: number) => number;

/**
 * Asks a loss about directions. The rival is the weight with the largest logit among those of the other classes. Null
 * for a loss without a margin.
 *
 * @param perClass weights of one class, K
 */
export function refusalProbe(
  spec: LossSpec,
  settings: LossSettings,
  weights: readonly Vector3[],
  perClass = 1,
): RefusalProbe | null {
  if (!targetOf(spec)) return null;
  const rows = weights.length;
  const raises = raisesOthers(spec, settings);
  const flat = Float64Array.from(weights.flat());
  const norm_c = Float64Array.from(weights, length);
  return (x, y, z) => {
    let winner = -1;
    let rival = -1;
    let most = -Infinity;
    let second = -Infinity;
    for (let from = 0; from < rows; from += perClass) {
      // The largest logit of a class is that of its nearest weight.
      let own = from;
      let logit = -Infinity;
      for (let r = from; r < from + perClass; r++) {
        const value = flat[3 * r] * x + flat[3 * r + 1] * y + flat[3 * r + 2] * z;
        if (value > logit) [own, logit] = [r, value];
      }
      if (logit > most) {
        second = most;
        rival = winner;
        most = logit;
        winner = own;
      } else if (logit > second) {
        second = logit;
        rival = own;
      }
    }
    if (rival < 0) return -1;
    const norm = norm_c[winner];
    const charged = norm * targetLogitAt(spec, settings, angleOf(most, norm)).psi;
    // What a loss makes of other columns falls with the angle, so the nearest rival stays the strongest.
    const against = raises ? otherLogitAt(spec, settings, angleOf(second, norm_c[rival])) : second;
    return against > charged + leastRefusal ? winner * rows + rival : -1;
  };
}

/** The angle at which a weight of this norm has this logit, for a unit feature, radians. */
const angleOf = (logit: number, norm: number): number =>
  norm > 0 ? Math.acos(Math.max(-1, Math.min(1, logit / norm))) : Math.PI / 2;

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
function clip(cell: SphereCell, across: Vector3, rival: number, perClass: number): SphereCell {
  const { corners, rivalRows } = cell;
  const kept: Vector3[] = [];
  const beyond: number[] = [];
  corners.forEach((corner, k) => {
    const next = corners[(k + 1) % corners.length];
    const [here, there] = [dot(across, corner), dot(across, next)];
    if (here >= 0) {
      kept.push(corner);
      // An arc that leaves at its very beginning has no length.
      beyond.push(rivalRows[k]);
    }
    if (here >= 0 === there >= 0) return;
    const share = here / (here - there);
    const x = corner[0] + share * (next[0] - corner[0]);
    const y = corner[1] + share * (next[1] - corner[1]);
    const z = corner[2] + share * (next[2] - corner[2]);
    const reach = Math.hypot(x, y, z);
    kept.push([x / reach, y / reach, z / reach]);
    beyond.push(here >= 0 ? rival : rivalRows[k]);
  });
  const rivals = beyond.map((row) => (row === cut ? cut : Math.floor(row / perClass)));
  return distinct({ ...cell, corners: kept, rivals, rivalRows: beyond });
}

/** Without arcs of no length, as clipping through a corner makes them. */
function distinct(cell: SphereCell): SphereCell {
  const { corners } = cell;
  const isKept = corners.map(
    (corner, k) => length(subtract(corner, corners[(k + 1) % corners.length])) > 1e-12,
  );
  if (isKept.every(Boolean)) return cell;
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, k) => isKept[k]);
  return {
    ...cell,
    corners: kept(corners),
    rivals: kept(cell.rivals),
    rivalRows: kept(cell.rivalRows),
  };
}
