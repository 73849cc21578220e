/** Where a class weight goes that the reader pulls over a sphere by the head of its arrow. */
import type { Direction } from './shared-camera';
import { cameraDistance, type Lens } from './sphere-lens';

/**
 * The direction in which an arrow of a given reach has its tip under a place on the screen; beside the sphere that its
 * tip moves on, the nearest place on that sphere's outline.
 *
 * @param x, y CSS pixels
 * @param reach from the centre to the tip, in radii; above 0 and less than the camera's distance
 * @param far on the side turned away from the reader
 */
export function pulledDirection(
  { rotation: r, centreX, centreY, scalePx }: Lens,
  x: number,
  y: number,
  reach: number,
  far = false,
): Direction {
  const d = cameraDistance;
  let sx = (x - centreX) / scalePx;
  let sy = (centreY - y) / scalePx;
  // The sight line along (sx, sy, −d) from (0, 0, d) touches the sphere of radius `reach` at this distance.
  const outline = (d * reach) / Math.sqrt(d * d - reach * reach);
  const beyond = Math.hypot(sx, sy) / outline;
  if (beyond > 1) [sx, sy] = [sx / beyond, sy / beyond];
  const square = sx * sx + sy * sy;
  const root = Math.sqrt(Math.max(0, d * d * reach * reach - square * (d * d - reach * reach)));
  const t = (d * d + (far ? 1 : -1) * root) / (square + d * d);
  const [vx, vy, vz] = [(t * sx) / reach, (t * sy) / reach, (d - t * d) / reach];
  return [
    r[0] * vx + r[3] * vy + r[6] * vz,
    r[1] * vx + r[4] * vy + r[7] * vz,
    r[2] * vx + r[5] * vy + r[8] * vz,
  ];
}
