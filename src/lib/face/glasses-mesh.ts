/** A frame of glasses: two rims, a bridge and two temples, as thin tubes. */
import type { Identity } from './identity';
import { gridMesh, type Mesh } from './mesh';
import { skullOf, type Point } from './skull';

const sides = 7;

/** Axes across which a tube's round section is drawn: exact enough for curves that lie about in one plane. */
interface Plane {
  readonly acrossX: number;
  readonly acrossZ: number;
}

function tube(path: readonly Point[], radius: number, plane: Plane): Mesh {
  return gridMesh(
    { part: 'frame', rows: path.length, columns: sides, twoSided: true },
    (row, column, vertex) => {
      const before = path[Math.max(0, row - 1)];
      const after = path[Math.min(path.length - 1, row + 1)];
      const angleRad = (2 * Math.PI * column) / (sides - 1);
      // The section is spanned by the plane's normal and by what is square to it and to the path.
      const along = { x: after.x - before.x, y: after.y - before.y, z: after.z - before.z };
      const { acrossX, acrossZ } = plane;
      const square = {
        x: along.y * acrossZ,
        y: along.z * acrossX - along.x * acrossZ,
        z: -along.y * acrossX,
      };
      const length = Math.hypot(square.x, square.y, square.z) || 1;
      const c = radius * Math.cos(angleRad);
      const s = (radius * Math.sin(angleRad)) / length;
      vertex.x = path[row].x + c * acrossX + s * square.x;
      vertex.y = path[row].y + s * square.y;
      vertex.z = path[row].z + c * acrossZ + s * square.z;
    },
  );
}

export function glassesMeshes(identity: Identity): Mesh[] {
  const { eyeX, eyeY, glassesRadius, glassesThickness, glassesSquareness, bridgeHeight } = identity;
  const centreX = eyeX + 0.01;
  const centreY = eyeY - 0.02;
  const frontZ = identity.faceDepth + bridgeHeight + 0.02;
  const halfWidth = Math.min(glassesRadius * 1.06, centreX - 0.055);
  const power = 2 / glassesSquareness;
  const meshes: Mesh[] = [];
  for (const side of [-1, 1] as const) {
    const rim: Point[] = [];
    for (let k = 0; k <= 28; k++) {
      const angleRad = (2 * Math.PI * k) / 28;
      const across = Math.sign(Math.cos(angleRad)) * Math.abs(Math.cos(angleRad)) ** power;
      const up = Math.sign(Math.sin(angleRad)) * Math.abs(Math.sin(angleRad)) ** power;
      const x = centreX + halfWidth * across;
      rim.push({
        x: side * x,
        y: centreY + glassesRadius * 0.8 * up,
        // The frame follows the face's roundness.
        z: frontZ - 0.35 * x * x,
      });
    }
    meshes.push(tube(rim, glassesThickness, { acrossX: 0, acrossZ: 1 }));
    const outerX = centreX + halfWidth;
    const earX = skullOf(identity).section(0).halfWidth + 0.03;
    const temple: Point[] = [];
    for (let k = 0; k <= 8; k++) {
      const t = k / 8;
      temple.push({
        x: side * (outerX + (earX - outerX) * Math.min(1, 1.6 * t)),
        y: centreY + 0.06 + 0.04 * t,
        z: (1 - t) * (frontZ - 0.35 * outerX * outerX) - 0.1 * t,
      });
    }
    meshes.push(tube(temple, glassesThickness * 0.8, { acrossX: 1, acrossZ: 0 }));
  }
  const inner = centreX - halfWidth;
  const bridge: Point[] = [-1, -0.5, 0, 0.5, 1].map((t) => ({
    x: inner * t,
    y: centreY + 0.05 + 0.02 * (1 - t * t),
    z: frontZ + 0.02 * (1 - t * t),
  }));
  meshes.push(tube(bridge, glassesThickness * 0.9, { acrossX: 0, acrossZ: 1 }));
  return meshes;
}
