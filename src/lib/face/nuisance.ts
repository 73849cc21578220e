/**
 * What differs between two pictures of one head: pose, place, light, expression, glasses, what stands in the way, and
 * the camera. One strength k scales all of it: at 0 every picture is the neutral one.
 */
import type { Rng } from '../math/rng';
import type { Identity } from './identity';
import { clamp, mix } from './smooth';

/** A disc that hides part of the picture; in shares of the picture's side, from its upper left corner. */
export interface Occlusion {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Linear reflectance of what is in the way. */
  readonly level: number;
}

export interface Nuisance {
  /** Turn about the vertical axis; positive shows the head's face to the picture's right. */
  readonly yawRad: number;
  /** Nod; positive looks down. */
  readonly pitchRad: number;
  /** Tilt in the picture's plane; positive is counter-clockwise. */
  readonly rollRad: number;
  /** The head's place off the centre, in shares of the picture's side, right and down. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Size of the head in the picture; 1 is the neutral one. */
  readonly scale: number;
  /** Where the key light stands: to the right of the camera, and above it. */
  readonly lightYawRad: number;
  readonly lightPitchRad: number;
  readonly lightStrength: number;
  readonly ambient: number;
  /** −1 turns the corners of the mouth down, 1 up. */
  readonly smile: number;
  /** Height of the open mouth, in head units. */
  readonly mouthOpen: number;
  /** How far the lids are open: 1 is neutral, 0 closed. */
  readonly lids: number;
  /** −1 looks to the picture's left, 1 to its right. */
  readonly gaze: number;
  /** Brows raised, in head units. */
  readonly browRaise: number;
  /** How the hair lies today: it moves the hairline, in head units. */
  readonly hairShift: number;
  readonly glasses: boolean;
  readonly occlusion: Occlusion | null;
  /** Linear reflectance of what is behind the head, and how much lighter its right edge is than its left one. */
  readonly background: number;
  readonly backgroundSlope: number;
  readonly clothesLight: number;
  readonly clothesHue: number;
  /** Standard deviation of the blur, as a share of the picture's side. */
  readonly blur: number;
  /** Standard deviation of the sensor's noise at full light, in units of linear light. */
  readonly noise: number;
  readonly gain: number;
  /** Names the pattern of the sensor's noise. */
  readonly noiseSeed: number;
}

/** The picture of a passport: straight, evenly lit, sharp. */
export const neutralNuisance: Nuisance = {
  yawRad: 0,
  pitchRad: 0,
  rollRad: 0,
  shiftX: 0,
  shiftY: 0,
  scale: 1,
  lightYawRad: 0.5,
  lightPitchRad: 0.5,
  lightStrength: 0.8,
  ambient: 0.42,
  smile: 0.3,
  mouthOpen: 0,
  lids: 1,
  gaze: 0,
  browRaise: 0,
  hairShift: 0,
  glasses: false,
  occlusion: null,
  background: 0.3,
  backgroundSlope: 0,
  clothesLight: 0.25,
  clothesHue: 0.6,
  blur: 0,
  noise: 0,
  gain: 1,
  noiseSeed: 0,
};

/**
 * One picture's nuisances.
 * @param rng where they come from; the same number of draws is taken whatever `strength` is
 * @param identity says how often it wears glasses
 * @param strength k, 0 to 1: 0 gives the neutral picture (but for glasses and clothes), 1 the widest spread
 * @throws RangeError where `strength` is outside 0 to 1
 */
export function drawNuisance(rng: Rng, identity: Identity, strength: number): Nuisance {
  if (!(strength >= 0 && strength <= 1)) {
    throw new RangeError(`The strength of nuisances is ${strength}; it should lie between 0 and 1.`);
  }
  const k = strength;
  const normal = (sd: number): number => k * sd * clamp(rng.gaussian(), -2.5, 2.5);
  const uniform = (min: number, max: number): number => min + (max - min) * rng.next();
  const around = (neutral: number, min: number, max: number): number => mix(neutral, uniform(min, max), k);
  const n = neutralNuisance;

  const pose = { yawRad: normal(0.3), pitchRad: normal(0.12), rollRad: normal(0.1) };
  const place = { shiftX: normal(0.045), shiftY: normal(0.04), scale: 1 + normal(0.065) };
  const light = {
    // A lamp to either side: the neutral one stands to the right, as k grows any direction will do.
    lightYawRad: around(n.lightYawRad, -1.5, 1.5),
    lightPitchRad: around(n.lightPitchRad, -0.25, 1.1),
    lightStrength: around(n.lightStrength, 0.3, 1.3),
    ambient: around(n.ambient, 0.1, 0.8),
  };
  const expression = {
    smile: clamp(n.smile + normal(0.6), -1, 1),
    mouthOpen: Math.max(0, normal(0.07)),
    lids: clamp(1 + normal(0.3), 0.08, 1.3),
    gaze: clamp(normal(0.6), -1, 1),
    browRaise: normal(0.03),
    hairShift: normal(0.03),
  };
  const glasses = rng.next() < identity.glassesHabit;
  const hidden = {
    x: uniform(0.15, 0.85),
    y: uniform(0.2, 0.9),
    radius: uniform(0.06, 0.14),
    level: uniform(0.03, 0.6),
  };
  const isHidden = rng.next() < 0.12 * k;
  const isBlurred = rng.next() < 0.4;
  const blur = uniform(0.006, 0.016);
  return {
    ...pose,
    ...place,
    ...light,
    ...expression,
    glasses,
    occlusion: isHidden ? hidden : null,
    background: around(n.background, 0.08, 0.6),
    backgroundSlope: normal(0.15),
    clothesLight: uniform(0.03, 0.6),
    clothesHue: uniform(0, 1),
    blur: isBlurred ? k * blur : 0,
    noise: k * uniform(0.01, 0.045),
    gain: Math.exp(k * uniform(-1.3, 1.3)),
    noiseSeed: rng.integer(2 ** 31),
  };
}
