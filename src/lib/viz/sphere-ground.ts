/** What lies under the samples of a sphere in the axes of whoever looks at it: regions, boundaries, bands, weights. */
import {
  refusalProbe,
  sphereCells,
  sphereWeights,
  weightsPerClass,
  type SphereCell,
  type Vector3,
} from '../loss/sphere-regions';
import type { HeadWeights } from '../loss/decide';
import type { LossSettings, LossSpec } from '../loss/spec';
import { borderLines, hatchLines, type SphereLine } from './sphere-arcs';

export interface SphereGround {
  /** Unit directions of the class weights; of a class with several, of the first. */
  readonly directions: readonly Vector3[];
  /** Unit directions of the other weights of each class. */
  readonly others: readonly (readonly Vector3[])[];
  readonly cells: readonly SphereCell[];
  readonly borders: readonly SphereLine[];
  readonly hatch: readonly SphereLine[];
}

/** Row-major 3 × 3: seen = rotation · world. */
export type Rotation = ArrayLike<number>;

export function turned(r: Rotation, x: number, y: number, z: number): Vector3 {
  return [r[0] * x + r[1] * y + r[2] * z, r[3] * x + r[4] * y + r[5] * z, r[6] * x + r[7] * y + r[8] * z];
}

/**
 * @param hatchStepRad distance between hatch strokes along a boundary
 * @param hatchPointRad distance between the points of a stroke, at most
 */
export function sphereGround(
  spec: LossSpec,
  settings: LossSettings,
  head: HeadWeights,
  rotation: Rotation,
  hatchStepRad: number,
  hatchPointRad?: number,
): SphereGround {
  const weights = sphereWeights(spec, head).map(([x, y, z]) => turned(rotation, x, y, z));
  const perClass = weightsPerClass(head);
  const cells = sphereCells(weights, perClass);
  const refused = refusalProbe(spec, settings, weights, perClass);
  const units = weights.map(([x, y, z]): Vector3 => {
    const length = Math.hypot(x, y, z) || 1;
    return [x / length, y / length, z / length];
  });
  const directions = units.filter((_, r) => r % perClass === 0);
  return {
    directions,
    others: directions.map((_, c) => units.slice(c * perClass + 1, (c + 1) * perClass)),
    cells,
    borders: borderLines(cells),
    hatch: refused ? hatchLines(refused, weights, cells, hatchStepRad, hatchPointRad) : [],
  };
}
