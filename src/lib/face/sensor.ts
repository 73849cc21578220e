/** The camera's part: supersampled light to pixels, what stands before the lens, blur, noise, gain, tones to bytes. */
import { createRng } from '../math/rng';
import type { Nuisance } from './nuisance';
import { clamp } from './smooth';

/** Rec. 709 luminance of linear red, green and blue. */
export const luminance = [0.2126, 0.7152, 0.0722] as const;

/** Light at and above this comes out white; highlights bend towards it instead of burning out. */
const white = 3.4;

/** Reinhard's curve with a white point, then the display's gamma: linear light to a byte. */
function toneCurve(light: number): number {
  const x = 1.35 * light;
  const bent = (x * (1 + x / (white * white))) / (1 + x);
  return Math.round(255 * Math.min(1, bent * 1.12) ** (1 / 2.2));
}

/** The curve over the root of light, where its steps are finer in the dark, as bytes are. */
const tableSize = 4096;
const brightest = 4;
const toneTable = Uint8Array.from({ length: tableSize }, (_, k) =>
  toneCurve(brightest * (k / (tableSize - 1)) ** 2),
);

/** The byte of an amount of linear light. */
export function toneByte(light: number): number {
  return toneTable[Math.round((tableSize - 1) * Math.sqrt(clamp(light / brightest, 0, 1)))];
}

/**
 * @param light_hwc [n, n, 3] linear light at `samples` times the size in each direction
 * @returns [size, size, 3] linear light
 */
export function averageSamples(light_hwc: Float32Array, sizePixels: number, samples: number): Float32Array {
  const out = new Float32Array(3 * sizePixels * sizePixels);
  const wide = sizePixels * samples;
  for (let y = 0; y < wide; y++) {
    for (let x = 0; x < wide; x++) {
      const from = 3 * (y * wide + x);
      const to = 3 * (Math.floor(y / samples) * sizePixels + Math.floor(x / samples));
      for (let channel = 0; channel < 3; channel++) out[to + channel] += light_hwc[from + channel];
    }
  }
  const share = 1 / (samples * samples);
  for (let k = 0; k < out.length; k++) out[k] *= share;
  return out;
}

/** Blurs each channel by a Gaussian of `sd` pixels, rows first, edges held. */
function blur(light_hwc: Float32Array, sizePixels: number, sd: number): Float32Array {
  const reach = Math.ceil(2.5 * sd);
  const weights: number[] = [];
  for (let k = -reach; k <= reach; k++) weights.push(Math.exp((-k * k) / (2 * sd * sd)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let from = light_hwc;
  for (const alongRows of [true, false]) {
    const out = new Float32Array(from.length);
    for (let y = 0; y < sizePixels; y++) {
      for (let x = 0; x < sizePixels; x++) {
        const to = 3 * (y * sizePixels + x);
        for (let k = -reach; k <= reach; k++) {
          const sx = alongRows ? clamp(x + k, 0, sizePixels - 1) : x;
          const sy = alongRows ? y : clamp(y + k, 0, sizePixels - 1);
          const weight = weights[k + reach] / total;
          const at = 3 * (sy * sizePixels + sx);
          for (let channel = 0; channel < 3; channel++) out[to + channel] += weight * from[at + channel];
        }
      }
    }
    from = out;
  }
  return from;
}

function occlude(light_hwc: Float32Array, sizePixels: number, nuisance: Nuisance): void {
  const { occlusion } = nuisance;
  if (!occlusion) return;
  for (let y = 0; y < sizePixels; y++) {
    for (let x = 0; x < sizePixels; x++) {
      const dx = (x + 0.5) / sizePixels - occlusion.x;
      const dy = (y + 0.5) / sizePixels - occlusion.y;
      const share = clamp((occlusion.radius - Math.hypot(dx, dy)) * sizePixels + 0.5, 0, 1);
      const at = 3 * (y * sizePixels + x);
      for (let channel = 0; channel < 3; channel++) {
        light_hwc[at + channel] += (occlusion.level - light_hwc[at + channel]) * share;
      }
    }
  }
}

export interface SensorBytes {
  /** [height, width] */
  readonly grey_hw: Uint8Array<ArrayBuffer>;
  /** [height, width, 3], sRGB */
  readonly rgb_hwc: Uint8Array<ArrayBuffer>;
}

/** Linear light, [size, size, 3], as the camera of `nuisance` keeps it. Both pictures share the noise. */
export function sense(light_hwc: Float32Array, sizePixels: number, nuisance: Nuisance): SensorBytes {
  occlude(light_hwc, sizePixels, nuisance);
  const sdPixels = nuisance.blur * sizePixels;
  const light = sdPixels > 0.05 ? blur(light_hwc, sizePixels, sdPixels) : light_hwc;
  const rng = createRng(nuisance.noiseSeed);
  const grey_hw = new Uint8Array(sizePixels * sizePixels);
  const rgb_hwc = new Uint8Array(3 * grey_hw.length);
  for (let pixel = 0; pixel < grey_hw.length; pixel++) {
    let bare = 0;
    for (let channel = 0; channel < 3; channel++) bare += luminance[channel] * light[3 * pixel + channel];
    // Photons arrive by chance: their noise grows with the root of the light; a little is there in the dark too.
    const noise = nuisance.noise > 0 ? nuisance.noise * Math.sqrt(bare + 0.005) * rng.gaussian() : 0;
    let grey = 0;
    for (let channel = 0; channel < 3; channel++) {
      const value = light[3 * pixel + channel] * nuisance.gain + noise;
      rgb_hwc[3 * pixel + channel] = toneByte(value);
      grey += luminance[channel] * value;
    }
    grey_hw[pixel] = toneByte(grey);
  }
  return { grey_hw, rgb_hwc };
}
