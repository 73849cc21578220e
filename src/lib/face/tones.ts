/** Colours of skin, hair and eyes in linear light, from what makes them in nature. */
import type { Identity } from './identity';
import { mix } from './smooth';

/** Red, green and blue in linear light, 0 to 1. */
export type Tone = readonly [red: number, green: number, blue: number];

export function mixTones(a: Tone, b: Tone, t: number): Tone {
  return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
}

/**
 * Skin by what its pigments let through, as Beer and Lambert have it: a pale ground, melanin that takes blue more
 * than red, and blood that takes green and blue. The absorptions are fitted by eye to the usual range of skins.
 */
export function skinTone({ melanin, haemoglobin }: Identity): Tone {
  const absorbed = (byMelanin: number, byBlood: number): number =>
    Math.exp(-byMelanin * melanin - byBlood * haemoglobin);
  return [0.84 * absorbed(0.78, 0.06), 0.74 * absorbed(1.12, 0.42), 0.66 * absorbed(1.5, 0.5)];
}

/** Hair: black through brown to blond by dark pigment, red by the other one, grey where both are gone. */
export function hairTone({ hairMelanin, hairRed, hairGrey }: Identity): Tone {
  const absorbed = (dark: number, red: number): number =>
    Math.exp(-dark * (0.25 + hairMelanin) ** 1.35 - red * hairRed * (1 - 0.6 * hairMelanin));
  const pigmented: Tone = [0.8 * absorbed(2.6, 0.1), 0.68 * absorbed(3.1, 0.9), 0.5 * absorbed(3.5, 1.6)];
  return mixTones(pigmented, [0.5, 0.5, 0.52], hairGrey * 0.85);
}

export function lipTone(identity: Identity): Tone {
  const skin = skinTone(identity);
  const bare: Tone = [skin[0] * 0.78, skin[1] * 0.48, skin[2] * 0.5];
  const painted: Tone = [0.42, 0.05, 0.08];
  return mixTones(bare, painted, 0.4 * identity.lipTint * (1 - identity.masculinity));
}

export function irisTone({ irisLight, hairRed }: Identity): Tone {
  const brown: Tone = [0.075, 0.03, 0.012];
  const light: Tone = mixTones([0.16, 0.24, 0.36], [0.17, 0.24, 0.11], hairRed);
  return mixTones(brown, light, irisLight);
}

/** A cloth by its hue, 0 to 1 around the circle; little saturated, so that the face stands out. */
export function clothTone(light: number, hue: number): Tone {
  const wave = (phase: number): number => light * (1 + 0.35 * Math.cos(2 * Math.PI * (hue - phase)));
  return [wave(0), wave(1 / 3), wave(2 / 3)];
}
