/**
 * A picture of a made head: identity, nuisance and size in, grey and coloured bytes out. The same arguments give the
 * same bytes on one engine. Engines may differ in the last bit of sin, cos, exp and powers, so two browsers may differ
 * by a level in a few pixels; the sets that the site serves are rendered once, in Node.
 *
 * Both results own their memory, so a worker may transfer `[image.grey_hw.buffer, image.rgb_hwc.buffer]`.
 */
import { seeMesh, type SeenMesh } from './camera';
import { earMesh } from './ear-mesh';
import { facePaintOf } from './face-paint';
import { glassesMeshes } from './glasses-mesh';
import { hairMesh } from './hair-mesh';
import { hairPaintOf } from './hair-paint';
import { headMesh } from './head-mesh';
import type { Identity } from './identity';
import { lightingOf } from './light';
import { neutralNuisance, type Nuisance } from './nuisance';
import { emptyVisible, rasterize } from './raster';
import { averageSamples, sense, type SensorBytes } from './sensor';
import { castShadows, lightDirection } from './shadow';
import { mix, step } from './smooth';
import { Surface } from './surface';
import { torsoMesh } from './torso-mesh';
import { clothTone, skinTone, type Tone } from './tones';

/** Samples a pixel in each direction. */
const supersampling = 2;
const largestPixels = 1024;

export interface FaceImage extends SensorBytes {
  readonly sizePixels: number;
}

/**
 * Renders one square picture.
 * @param sizePixels its side, 8 to 1024
 * @throws RangeError where the size is no whole number in that range
 */
export function renderFace(identity: Identity, nuisance: Nuisance, sizePixels: number): FaceImage {
  if (!(Number.isInteger(sizePixels) && sizePixels >= 8 && sizePixels <= largestPixels)) {
    throw new RangeError(
      `A face of ${sizePixels} pixels cannot be drawn; give a whole number from 8 to ${largestPixels}.`,
    );
  }
  const side = sizePixels * supersampling;
  const meshes = [
    headMesh(identity, nuisance),
    hairMesh(identity, nuisance),
    torsoMesh(identity),
    // Long hair hides the ears.
    ...(identity.hairEndY < -0.45 ? [] : [earMesh(identity, -1), earMesh(identity, 1)]),
    ...(nuisance.glasses ? glassesMeshes(identity) : []),
  ].map((mesh) => seeMesh(mesh, nuisance, side));
  const light_hwc = shadePixels(identity, nuisance, meshes, side);
  return { sizePixels, ...sense(averageSamples(light_hwc, sizePixels, supersampling), sizePixels, nuisance) };
}

/** The head as on a passport, in colour. */
export function renderThumbnail(identity: Identity, sizePixels: number): FaceImage {
  return renderFace(identity, { ...neutralNuisance, glasses: identity.glassesHabit > 0.5 }, sizePixels);
}

function shadePixels(
  identity: Identity,
  nuisance: Nuisance,
  meshes: readonly SeenMesh[],
  side: number,
): Float32Array {
  const hair = hairPaintOf(identity);
  const paintFace = facePaintOf(identity, nuisance);
  const skin = skinTone(identity);
  const cloth = clothTone(nuisance.clothesLight, nuisance.clothesHue);
  const visible = emptyVisible(side);
  meshes.forEach(({ mesh, screen_v3 }, index) => {
    const { cover_v, chart_v2: chart } = mesh;
    const isThere =
      mesh.part === 'hair' && cover_v
        ? (a: number, b: number, c: number, weightB: number, weightC: number): boolean => {
            const weightA = 1 - weightB - weightC;
            const cover = weightA * cover_v[a] + weightB * cover_v[b] + weightC * cover_v[c];
            if (cover <= 0.2) return false;
            if (cover >= 0.8) return true;
            return hair.isThere(
              weightA * chart[2 * a] + weightB * chart[2 * b] + weightC * chart[2 * c],
              weightA * chart[2 * a + 1] + weightB * chart[2 * b + 1] + weightC * chart[2 * c + 1],
              cover,
            );
          }
        : undefined;
    rasterize(mesh, screen_v3, index, visible, isThere);
  });
  const reaching = castShadows(
    meshes.filter(({ mesh }) => mesh.part !== 'torso' && mesh.part !== 'frame'),
    nuisance,
  );
  const [lx, ly, lz] = lightDirection(nuisance);
  // What turns its back to the key light is dark without asking the shadow map.
  const facesLight = (nx: number, ny: number, nz: number): boolean => nx * lx + ny * ly + nz * lz > -0.4;
  const lighting = lightingOf(nuisance);
  const surface = new Surface();
  const rgb = new Float32Array(3);
  const light_hwc = new Float32Array(3 * side * side);

  for (let pixel = 0; pixel < side * side; pixel++) {
    const index = visible.mesh_hw[pixel];
    if (index < 0) {
      const t = (pixel % side) / side - 0.5;
      const level =
        Math.max(0.01, nuisance.background + nuisance.backgroundSlope * t) * (nuisance.ambient + 0.45);
      light_hwc[3 * pixel] = level * 0.97;
      light_hwc[3 * pixel + 1] = level;
      light_hwc[3 * pixel + 2] = level * 1.04;
      continue;
    }
    const { mesh, view_v3, normals_v3 } = meshes[index];
    const a = visible.a_hw[pixel];
    const b = visible.b_hw[pixel];
    const c = visible.c_hw[pixel];
    const weightB = visible.weightB_hw[pixel];
    const weightC = visible.weightC_hw[pixel];
    let nx = blend(normals_v3, 3, 0, a, b, c, weightB, weightC);
    let ny = blend(normals_v3, 3, 1, a, b, c, weightB, weightC);
    let nz = blend(normals_v3, 3, 2, a, b, c, weightB, weightC);
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
    // The back of a two-sided surface is lit from its own side.
    const sign = mesh.twoSided && nz < 0 ? -1 : 1;
    nx *= sign / length;
    ny *= sign / length;
    nz *= sign / length;
    const chartX = blend(mesh.chart_v2, 2, 0, a, b, c, weightB, weightC);
    const chartY = blend(mesh.chart_v2, 2, 1, a, b, c, weightB, weightC);
    const lit = facesLight(nx, ny, nz)
      ? reaching(
          blend(view_v3, 3, 0, a, b, c, weightB, weightC) + 0.03 * nx,
          blend(view_v3, 3, 1, a, b, c, weightB, weightC) + 0.03 * ny,
          blend(view_v3, 3, 2, a, b, c, weightB, weightC) + 0.03 * nz,
        )
      : 0;
    switch (mesh.part) {
      case 'face':
        paintFace(
          chartX,
          chartY,
          mesh.cover_v ? blend(mesh.cover_v, 1, 0, a, b, c, weightB, weightC) : 0,
          surface,
        );
        break;
      case 'hair':
        hair.paint(chartX, chartY, surface);
        if (sign < 0) surface.scale(0.7);
        break;
      case 'ear':
        paintEar(skin, chartX, surface);
        break;
      case 'torso':
        paintTorso(identity, skin, cloth, chartX, chartY, surface);
        break;
      case 'frame':
        surface.set([0.025, 0.022, 0.02], 0.35);
        break;
    }
    lighting.shade(surface, nx, ny, nz, lit, mesh.part === 'hair', rgb);
    light_hwc[3 * pixel] = rgb[0];
    light_hwc[3 * pixel + 1] = rgb[1];
    light_hwc[3 * pixel + 2] = rgb[2];
  }
  return light_hwc;
}

/** One number of a vertex, blended over a triangle. */
function blend(
  values: Float32Array,
  stride: number,
  offset: number,
  a: number,
  b: number,
  c: number,
  weightB: number,
  weightC: number,
): number {
  const atA = values[stride * a + offset];
  return atA + weightB * (values[stride * b + offset] - atA) + weightC * (values[stride * c + offset] - atA);
}

/** @param radial 0 in the ear's hollow, 1 at its rim */
function paintEar(skin: Tone, radial: number, surface: Surface): void {
  surface.set([skin[0], skin[1] * 0.9, skin[2] * 0.9], 0.1);
  surface.openness = 0.45 + 0.55 * step(0.2, 0.85, radial);
}

function paintTorso(
  identity: Identity,
  skin: Tone,
  cloth: Tone,
  lonRad: number,
  y: number,
  surface: Surface,
): void {
  // The neckline dips in front, deeper for feminine heads.
  const necklineY = -1.36 - mix(0.3, 0.12, identity.masculinity) * Math.max(0, Math.cos(lonRad)) ** 3;
  const isCloth = step(necklineY + 0.01, necklineY - 0.01, y);
  surface.set(skin, 0.08);
  surface.blend(cloth, isCloth);
  surface.gloss = 0.08 * (1 - isCloth);
  // Under the chin the sky is hidden; a seam lies where the cloth begins.
  surface.openness = 0.4 + 0.6 * step(identity.chinY + 0.1, identity.chinY - 0.55, y);
  if (isCloth > 0.5) surface.scale(0.75 + 0.25 * step(necklineY, necklineY - 0.06, y));
}
