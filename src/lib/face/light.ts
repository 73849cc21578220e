/** How lit a painted point is: a key light with soft falloff, light from all around, a highlight. */
import type { Nuisance } from './nuisance';
import { lightDirection } from './shadow';
import { clamp } from './smooth';
import type { Surface } from './surface';

export interface Lighting {
  /**
   * Linear light that leaves the point for the camera, written to `into` as red, green, blue.
   * @param reaching share of the key light that reaches it
   * @param strands true where the highlight is that of hair (Kajiya and Kay), not of a smooth surface
   */
  readonly shade: (
    surface: Surface,
    nx: number,
    ny: number,
    nz: number,
    reaching: number,
    strands: boolean,
    into: Float32Array,
  ) => void;
}

/** How far light creeps round into the shade, for red, green and blue: red travels farthest in skin. */
const wrap = [0.34, 0.2, 0.14] as const;

export function lightingOf(nuisance: Nuisance): Lighting {
  const [lx, ly, lz] = lightDirection(nuisance);
  const { lightStrength, ambient } = nuisance;
  // The half vector between the light and a camera straight ahead.
  const halfLength = Math.sqrt(lx * lx + ly * ly + (lz + 1) * (lz + 1)) || 1;
  const hx = lx / halfLength;
  const hy = ly / halfLength;
  const hz = (lz + 1) / halfLength;
  const key = lightStrength * 1.25;
  return {
    shade(surface, nx, ny, nz, reaching, strands, into) {
      const facing = nx * lx + ny * ly + nz * lz;
      const dry = 1 - surface.wetness;
      // Light from above is stronger than what the ground throws back.
      const around = ambient * (0.78 + 0.22 * ny + 0.12 * nz) * surface.openness;
      for (let channel = 0; channel < 3; channel++) {
        const soft = wrap[channel] * dry + 0.5 * surface.wetness;
        const diffuse = clamp((facing + soft) / (1 + soft), 0, 1);
        // Shadow on skin is not black: what creeps in through it stays.
        const lit = diffuse * (reaching + (1 - reaching) * soft * 0.25);
        into[channel] = key * lit * (0.6 + 0.4 * surface.openness) + around;
      }
      into[0] *= surface.red;
      into[1] *= surface.green;
      into[2] *= surface.blue;
      let shine: number;
      if (strands) {
        // Strands lie downwards along the surface: the tangent is −y made square to the normal.
        const tx = nx * ny;
        const ty = ny * ny - 1;
        const tz = nz * ny;
        const length = Math.sqrt(tx * tx + ty * ty + tz * tz) || 1;
        const along = (tx * hx + ty * hy + tz * hz) / length;
        const square = Math.max(0, 1 - along * along);
        shine = square ** 14 * clamp(facing + 0.25, 0, 1) * 0.35;
      } else {
        const mirrored = Math.max(0, nx * hx + ny * hy + nz * hz);
        shine = mirrored ** 18 * 0.75 + (1 - Math.max(0, nz)) ** 4 * 0.12;
      }
      const highlight = surface.gloss * shine * lightStrength * (0.15 + 0.85 * reaching);
      // Hair shines in its own tone, skin in the light's.
      into[0] += highlight * (strands ? 0.2 + surface.red : 1);
      into[1] += highlight * (strands ? 0.2 + surface.green : 1);
      into[2] += highlight * (strands ? 0.2 + surface.blue : 1);
    },
  };
}
