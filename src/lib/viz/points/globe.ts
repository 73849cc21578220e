/** A sphere on paper as it is seen from far away (orthographic), turned by a camera: where things stand, and back. */
import type { Vector3 } from '../../loss/sphere-regions';
import { rotationOf, type CameraPose } from '../shared-camera';
import type { SphereLine } from '../sphere-arcs';
import { restingRadius } from '../sphere-lens';

export interface Globe {
  /** Row-major 3 × 3: seen = rotation · world; the reader looks down −z. */
  readonly rotation: Float64Array;
  /** The centre from the middle of the drawing, and the radius, CSS pixels. */
  readonly centreX: number;
  readonly centreY: number;
  readonly radiusPx: number;
}

export function globeOf(pose: CameraPose, sidePx: number): Globe {
  const resting = restingRadius(sidePx, sidePx);
  return {
    rotation: rotationOf(pose.orientation),
    centreX: pose.panX * resting,
    centreY: -pose.panY * resting,
    radiusPx: pose.zoom * resting,
  };
}

/** The direction under a place of the drawing, on the side towards the reader; beside the sphere, the nearest on its outline. */
export function directionUnder(
  { rotation: r, centreX, centreY, radiusPx }: Globe,
  placeX: number,
  placeY: number,
): Vector3 {
  let x = (placeX - centreX) / radiusPx;
  let y = (centreY - placeY) / radiusPx;
  const reach = Math.hypot(x, y);
  if (reach > 1) [x, y] = [x / reach, y / reach];
  const z = Math.sqrt(Math.max(0, 1 - x * x - y * y));
  return worldOf(r, [x, y, z]);
}

/** A direction as seen, in the world's axes. */
export const worldOf = (r: ArrayLike<number>, [x, y, z]: Vector3): Vector3 => [
  r[0] * x + r[3] * y + r[6] * z,
  r[1] * x + r[4] * y + r[7] * z,
  r[2] * x + r[5] * y + r[8] * z,
];

/** A curve in the reader's axes as path data, without what is behind. */
export function frontPath({ centreX, centreY, radiusPx }: Globe, line: SphereLine, isClosed = false): string {
  let path = '';
  let isDrawing = false;
  for (let i = 0; i < line.length; i += 3) {
    const isInFront = line[i + 2] >= -1e-9;
    if (isInFront) {
      const x = (centreX + radiusPx * line[i]).toFixed(1);
      const y = (centreY - radiusPx * line[i + 1]).toFixed(1);
      path += `${isDrawing ? 'L' : 'M'}${x},${y}`;
    }
    isDrawing = isInFront;
  }
  return path.includes('L') ? path + (isClosed ? 'Z' : '') : '';
}
