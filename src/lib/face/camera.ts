/** From head units to the picture: the head's pose, then a camera at about 60 cm that sees head and shoulders. */
import type { Mesh } from './mesh';
import type { Nuisance } from './nuisance';

/** A mesh as the camera sees it. */
export interface SeenMesh {
  readonly mesh: Mesh;
  /** [vertices, 3]: pixels to the right, pixels down, and depth towards the camera in head units. */
  readonly screen_v3: Float32Array;
  /** [vertices, 3] in head units, turned to the camera's axes: x right, y up, z to the camera. */
  readonly view_v3: Float32Array;
  /** [vertices, 3] unit normals in the camera's axes. */
  readonly normals_v3: Float32Array;
}

/** Row-major 3×3. */
export type Rotation = readonly number[];

/** Yaw about y, then pitch about x (positive nods down), then roll about z (positive is counter-clockwise). */
export function poseRotation(yawRad: number, pitchRad: number, rollRad: number): Rotation {
  const cy = Math.cos(yawRad);
  const sy = Math.sin(yawRad);
  const cp = Math.cos(pitchRad);
  const sp = Math.sin(pitchRad);
  const cr = Math.cos(rollRad);
  const sr = Math.sin(rollRad);
  const turned = [cy, 0, sy, sp * sy, cp, -sp * cy, -cp * sy, sp, cp * cy];
  const row = (a: number, b: number, k: number): number => a * turned[k] + b * turned[3 + k];
  return [
    ...[0, 1, 2].map((k) => row(cr, -sr, k)),
    ...[0, 1, 2].map((k) => row(sr, cr, k)),
    turned[6],
    turned[7],
    turned[8],
  ];
}

/** Distance of the camera from the head's middle, in head units. */
const cameraZ = 6.2;
/** Share of the picture's side that one head unit takes at the head's middle. */
const unitShare = 0.345;
/** The neck's joint, about which the head turns. */
const jointY = -0.55;
/** The height that stands in the picture's middle. */
const middleY = -0.02;

/** @param sizePixels the side of the picture that is drawn, supersampling included */
export function seeMesh(mesh: Mesh, nuisance: Nuisance, sizePixels: number): SeenMesh {
  const { yawRad, pitchRad, rollRad } = nuisance;
  const m =
    mesh.body === 'head'
      ? poseRotation(yawRad, pitchRad, rollRad)
      : poseRotation(0.4 * yawRad, 0.1 * pitchRad, 0.35 * rollRad);
  const count = mesh.positions_v3.length;
  const screen_v3 = new Float32Array(count);
  const view_v3 = new Float32Array(count);
  const normals_v3 = new Float32Array(count);
  const { positions_v3: p, normals_v3: n } = mesh;
  const scale = sizePixels * unitShare * nuisance.scale * cameraZ;
  const centreX = sizePixels * (0.5 + nuisance.shiftX);
  const centreY = sizePixels * (0.5 + nuisance.shiftY);
  for (let k = 0; k < count; k += 3) {
    const x = p[k];
    const y = p[k + 1] - jointY;
    const z = p[k + 2];
    const viewX = m[0] * x + m[1] * y + m[2] * z;
    const viewY = m[3] * x + m[4] * y + m[5] * z + jointY;
    const viewZ = m[6] * x + m[7] * y + m[8] * z;
    const perUnit = scale / (cameraZ - viewZ);
    view_v3[k] = viewX;
    view_v3[k + 1] = viewY;
    view_v3[k + 2] = viewZ;
    screen_v3[k] = centreX + viewX * perUnit;
    screen_v3[k + 1] = centreY - (viewY - middleY) * perUnit;
    screen_v3[k + 2] = viewZ;
    normals_v3[k] = m[0] * n[k] + m[1] * n[k + 1] + m[2] * n[k + 2];
    normals_v3[k + 1] = m[3] * n[k] + m[4] * n[k + 1] + m[5] * n[k + 2];
    normals_v3[k + 2] = m[6] * n[k] + m[7] * n[k + 1] + m[8] * n[k + 2];
  }
  return { mesh, screen_v3, view_v3, normals_v3 };
}
