/**
 * How a unit sphere is seen: from a camera on the z axis, after a rotation, at a scale and a place on the screen. The
 * shaders compute the same in `three/lens-shader.ts`; picking, labels and tests use this.
 */
import { rotationOf, type CameraPose } from './shared-camera';

/** Distance of the camera from the sphere's centre, in radii: near enough that near and far differ. */
export const cameraDistance = 4.5;

/** Radius of the sphere's outline in the plane through its centre, before scaling: a little more than 1. */
const outlineRadius = cameraDistance / Math.sqrt(cameraDistance ** 2 - 1);

/** Room around the sphere for arrows and glyphs, as a share of half the shorter side. */
const roomShare = 0.2;

export interface Lens {
  /** Row-major 3 × 3: view = rotation · world. The camera looks down −z; y points up. */
  readonly rotation: Float64Array;
  /** The sphere's centre, CSS pixels from the top left. */
  readonly centreX: number;
  readonly centreY: number;
  /** CSS pixels per radius in the plane through the centre. */
  readonly scalePx: number;
  /** Radius of the outline, CSS pixels. */
  readonly radiusPx: number;
}

/** Radius of the outline at zoom 1. */
export const restingRadius = (widthPx: number, heightPx: number): number =>
  (Math.min(widthPx, heightPx) / 2) * (1 - roomShare);

export function lensOf(pose: CameraPose, widthPx: number, heightPx: number): Lens {
  const resting = restingRadius(widthPx, heightPx);
  const radiusPx = resting * pose.zoom;
  return {
    rotation: rotationOf(pose.orientation),
    centreX: widthPx / 2 + pose.panX * resting,
    centreY: heightPx / 2 - pose.panY * resting,
    scalePx: radiusPx / outlineRadius,
    radiusPx,
  };
}

/** A place on the screen, and how near it is: the view's z, from −1 (far) to 1 (near) for the unit sphere. */
export interface Seen {
  x: number;
  y: number;
  depth: number;
}

/** Where a point is seen; written into `into`. */
export function project(
  { rotation: r, centreX, centreY, scalePx }: Lens,
  x: number,
  y: number,
  z: number,
  into: Seen,
): Seen {
  const viewX = r[0] * x + r[1] * y + r[2] * z;
  const viewY = r[3] * x + r[4] * y + r[5] * z;
  const depth = r[6] * x + r[7] * y + r[8] * z;
  const perspective = (scalePx * cameraDistance) / (cameraDistance - depth);
  into.x = centreX + viewX * perspective;
  into.y = centreY - viewY * perspective;
  into.depth = depth;
  return into;
}

/** A point of the unit sphere is in sight where its depth is greater: the outline lies a little before the centre. */
export const outlineDepth = 1 / cameraDistance;

/** The direction under a place on the screen, on the sphere's near side or, `far`, on its far side; null beside it. */
export function directionAt(
  { rotation: r, centreX, centreY, scalePx }: Lens,
  x: number,
  y: number,
  far = false,
): [number, number, number] | null {
  const sx = (x - centreX) / scalePx;
  const sy = (centreY - y) / scalePx;
  const square = sx * sx + sy * sy;
  const d = cameraDistance;
  // From (0, 0, d) along (sx, sy, −d) to where the distance from the centre is 1.
  const root = d * d - square * (d * d - 1);
  if (root < 0) return null;
  const t = (d * d + (far ? 1 : -1) * Math.sqrt(root)) / (square + d * d);
  const [vx, vy, vz] = [t * sx, t * sy, d - t * d];
  return [
    r[0] * vx + r[3] * vy + r[6] * vz,
    r[1] * vx + r[4] * vy + r[7] * vz,
    r[2] * vx + r[5] * vy + r[8] * vz,
  ];
}

/** True where the sphere stands between the camera and a point outside or on it. */
export function isBehindSphere({ rotation: r }: Lens, x: number, y: number, z: number): boolean {
  const viewX = r[0] * x + r[1] * y + r[2] * z;
  const viewY = r[3] * x + r[4] * y + r[5] * z;
  const depth = r[6] * x + r[7] * y + r[8] * z;
  if (depth >= outlineDepth) return false;
  // How near the sight line passes the centre.
  const [dx, dy, dz] = [viewX, viewY, depth - cameraDistance];
  const along = -(cameraDistance * dz) / (dx * dx + dy * dy + dz * dz);
  const [px, py, pz] = [along * dx, along * dy, cameraDistance + along * dz];
  return px * px + py * py + pz * pz < 1 - 1e-9;
}
