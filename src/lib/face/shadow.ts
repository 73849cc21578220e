/** What the key light reaches: a depth map seen from the light, asked with soft edges. */
import { poseRotation, type SeenMesh } from './camera';
import type { Nuisance } from './nuisance';
import { emptyVisible, rasterize } from './raster';
import { clamp } from './smooth';

const sizePixels = 96;
/** Half the side of what the light's map holds, in head units, about (0, −0.1, 0). */
const reach = 1.75;
const middleY = -0.1;
/** Surfaces nearer than this to what the light sees are lit: it hides the map's coarseness. */
const bias = 0.05;

/** The share of the key light, 0 to 1, that reaches a point in the camera's axes. */
export type LightReaching = (x: number, y: number, z: number) => number;

/** The direction to the key light, in the camera's axes, of length 1. */
export function lightDirection({ lightYawRad, lightPitchRad }: Nuisance): [number, number, number] {
  const level = Math.cos(lightPitchRad);
  return [Math.sin(lightYawRad) * level, Math.sin(lightPitchRad), Math.cos(lightYawRad) * level];
}

/** @param meshes what throws shadows */
export function castShadows(meshes: readonly SeenMesh[], nuisance: Nuisance): LightReaching {
  // The inverse of the light's own turn brings its direction to the z axis.
  const r = poseRotation(-nuisance.lightYawRad, 0, 0);
  const p = poseRotation(0, nuisance.lightPitchRad, 0);
  const m = [0, 1, 2].flatMap((i) =>
    [0, 1, 2].map((j) => p[3 * i] * r[j] + p[3 * i + 1] * r[3 + j] + p[3 * i + 2] * r[6 + j]),
  );
  const perUnit = sizePixels / (2 * reach);
  const map = emptyVisible(sizePixels);
  meshes.forEach(({ mesh, view_v3 }, index) => {
    const lit = new Float32Array(view_v3.length);
    for (let k = 0; k < lit.length; k += 3) {
      const x = view_v3[k];
      const y = view_v3[k + 1] - middleY;
      const z = view_v3[k + 2];
      lit[k] = sizePixels / 2 + perUnit * (m[0] * x + m[1] * y + m[2] * z);
      lit[k + 1] = sizePixels / 2 - perUnit * (m[3] * x + m[4] * y + m[5] * z);
      lit[k + 2] = m[6] * x + m[7] * y + m[8] * z;
    }
    const { cover_v } = mesh;
    const isThere =
      mesh.part === 'hair' && cover_v
        ? (a: number, b: number, c: number): boolean => cover_v[a] + cover_v[b] + cover_v[c] > 1.8
        : undefined;
    rasterize(mesh, lit, index, map, isThere);
  });
  const { depth_hw } = map;
  return (x, y, z) => {
    const dy = y - middleY;
    const u = sizePixels / 2 + perUnit * (m[0] * x + m[1] * dy + m[2] * z);
    const v = sizePixels / 2 - perUnit * (m[3] * x + m[4] * dy + m[5] * z);
    const depth = m[6] * x + m[7] * dy + m[8] * z + bias;
    // Nine looks around the point, weighted like a tent, make the edge soft.
    let reached = 0;
    for (let j = -1; j <= 1; j++) {
      for (let i = -1; i <= 1; i++) {
        const column = clamp(Math.floor(u + 1.3 * i), 0, sizePixels - 1);
        const row = clamp(Math.floor(v + 1.3 * j), 0, sizePixels - 1);
        const weight = (i === 0 ? 2 : 1) * (j === 0 ? 2 : 1);
        // Between lit and hidden lies a slope, not a step.
        reached += weight * clamp(1 - (depth_hw[row * sizePixels + column] - depth) * 14, 0, 1);
      }
    }
    return reached / 16;
  };
}
