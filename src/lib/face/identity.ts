/**
 * What makes a made head somebody: named numbers, drawn from a seed. Nothing of a photograph or of a person goes
 * into them. Lengths are in head units: 1 is about 11 cm, the origin lies between the ears at eye height, x points to
 * the viewer's right, y up, z to the viewer. From all of it follow shape and colours; pose, light and expression do
 * not belong here (`nuisance.ts`).
 */
import { createRng, type Rng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { clamp } from './smooth';

export type Unit = 'head units' | 'radians' | 'years' | 'share' | 'absorbance';

interface Trait {
  readonly mean: number;
  readonly sd: number;
  /** Added to the mean at masculinity 1, taken from it at 0. */
  readonly masculine: number;
  readonly unit: Unit;
}

const trait = (mean: number, sd: number, masculine = 0, unit: Unit = 'head units'): Trait => ({
  mean,
  sd,
  masculine,
  unit,
});

/** Traits that spread like a bell; a draw is cut at 2.2 standard deviations, beyond which heads look ill. */
const bellTraits = {
  crownY: trait(1.12, 0.04),
  foreheadWidth: trait(0.63, 0.03),
  cheekWidth: trait(0.7, 0.035, 0.005),
  jawWidth: trait(0.59, 0.045, 0.03),
  chinWidth: trait(0.31, 0.04, 0.03),
  chinY: trait(-1.05, 0.055, -0.025),
  chinForward: trait(0.02, 0.03, 0.01),
  faceDepth: trait(0.8, 0.03),
  squareness: trait(2.25, 0.1, 0.05, 'share'),
  cheekbone: trait(0.045, 0.022, -0.004),
  cheekFullness: trait(0, 0.035, -0.008),
  eyeX: trait(0.292, 0.02),
  eyeY: trait(0.03, 0.028),
  eyeHalfWidth: trait(0.148, 0.011),
  eyeHalfHeight: trait(0.066, 0.009, -0.004),
  eyeTiltRad: trait(0.05, 0.07, 0, 'radians'),
  socketDepth: trait(0.085, 0.022, 0.01),
  browRidge: trait(0.03, 0.016, 0.018),
  browGap: trait(0.18, 0.022, -0.014),
  browThickness: trait(0.03, 0.007, 0.006),
  browArch: trait(0.035, 0.02, -0.012),
  browHalfLength: trait(0.185, 0.016),
  noseBaseY: trait(-0.41, 0.032),
  noseForward: trait(0.225, 0.035, 0.012),
  noseHalfWidth: trait(0.145, 0.02, 0.008),
  bridgeHeight: trait(0.085, 0.024, 0.006),
  bridgeHalfWidth: trait(0.07, 0.011, 0.003),
  noseHook: trait(0, 0.024, 0.006),
  mouthY: trait(-0.645, 0.024),
  mouthHalfWidth: trait(0.235, 0.022, 0.004),
  upperLip: trait(0.054, 0.012, -0.006),
  lowerLip: trait(0.07, 0.013, -0.005),
  earSize: trait(1, 0.09, 0.04, 'share'),
  earOut: trait(0.1, 0.035),
  neckWidth: trait(0.39, 0.022, 0.04),
  hairlineY: trait(0.72, 0.055, 0.01),
  widowsPeak: trait(0, 0.045),
} as const satisfies Record<string, Trait>;

type BellTrait = keyof typeof bellTraits;

/** Traits with a range of their own, which their ages, sexes and habits decide (`drawIdentity`). */
const otherRanges = {
  /** 0 where the head is feminine, 1 where it is masculine; few lie in between. */
  masculinity: [0, 1, 'share'],
  ageYears: [18, 80, 'years'],
  /** How much light melanin in the skin takes. */
  melanin: [0.05, 1.7, 'absorbance'],
  /** How much light blood in the skin takes. */
  haemoglobin: [0.45, 1.15, 'absorbance'],
  hairMelanin: [0.1, 1, 'share'],
  hairRed: [0, 1, 'share'],
  hairGrey: [0, 1, 'share'],
  /** Where hair ends at the sides: above the ears, or down to the shoulders. */
  hairEndY: [-1.75, 0.2, 'head units'],
  hairVolume: [0.03, 0.26, 'head units'],
  hairCurl: [0, 1, 'share'],
  /** Where hair is parted on the forehead. */
  hairPartX: [-0.4, 0.4, 'head units'],
  /** How far hair falls over the forehead. */
  fringe: [0, 0.34, 'head units'],
  /** How far hair has left forehead, temples and crown. */
  balding: [0, 1, 'share'],
  browDensity: [0.4, 1, 'share'],
  lipTint: [0, 1, 'share'],
  irisLight: [0, 1, 'share'],
  beard: [0, 1, 'share'],
  beardTopY: [-0.72, -0.35, 'head units'],
  moustache: [0, 1, 'share'],
  freckles: [0, 1, 'share'],
  /** How often this head wears glasses. */
  glassesHabit: [0, 1, 'share'],
  glassesRadius: [0.17, 0.235, 'head units'],
  glassesThickness: [0.012, 0.026, 'head units'],
  /** Exponent of the rim's superellipse: 2 is round. */
  glassesSquareness: [2, 5, 'share'],
} as const satisfies Record<string, readonly [min: number, max: number, unit: Unit]>;

type OtherTrait = keyof typeof otherRanges;

export interface Mole {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export type Identity = { readonly [K in BellTrait | OtherTrait]: number } & {
  readonly moles: readonly Mole[];
  /** Names the patterns of hair and skin. */
  readonly patternSeed: number;
};

export interface TraitRange {
  readonly name: BellTrait | OtherTrait;
  readonly min: number;
  readonly max: number;
  readonly unit: Unit;
}

const mostDeviations = 2.2;

/** Every numeric trait with the range that no identity leaves, and its unit. */
export const traitRanges: readonly TraitRange[] = [
  ...(Object.keys(bellTraits) as BellTrait[]).map((name) => {
    const { mean, sd, masculine, unit } = bellTraits[name];
    const reach = mostDeviations * sd + Math.abs(masculine);
    return { name, min: mean - reach, max: mean + reach, unit };
  }),
  ...(Object.keys(otherRanges) as OtherTrait[]).map((name) => {
    const [min, max, unit] = otherRanges[name];
    return { name, min, max, unit };
  }),
];

/** The identity of a seed: the same seed gives the same head. */
export function drawIdentity(seed: number): Identity {
  const rng = createRng(streamSeed(seed, 'identity'));
  const uniform = (min: number, max: number): number => min + (max - min) * rng.next();
  const masculine = rng.next() < 0.5;
  const masculinity = clamp((masculine ? 0.88 : 0.12) + 0.09 * rng.gaussian(), 0, 1);
  const ageYears = uniform(18, 80) * 0.55 + uniform(18, 62) * 0.45;
  const age = (ageYears - 18) / 62;
  // Skins lie evenly between light and dark in what the eye sees, which is roughly the logarithm of melanin.
  const melanin = 0.06 * 26 ** rng.next();
  const dark = clamp((melanin - 0.5) / 0.5, 0, 1);

  const bell = Object.fromEntries(
    (Object.keys(bellTraits) as BellTrait[]).map((name) => {
      const { mean, sd, masculine: shift } = bellTraits[name];
      const deviation = clamp(rng.gaussian(), -mostDeviations, mostDeviations);
      return [name, mean + shift * (2 * masculinity - 1) + sd * deviation];
    }),
  ) as Record<BellTrait, number>;

  const balding = masculine && rng.next() < 0.12 + 0.4 * age ? uniform(0.35, 1) : 0;
  const isLong = rng.next() < (masculine ? 0.08 : 0.68);
  const bearded = masculine && rng.next() < 0.38;
  const withFringe = balding === 0 && rng.next() < (masculine ? 0.25 : 0.4);
  const hairCurl = clamp(dark * uniform(0.1, 1) + (rng.next() < 0.3 ? uniform(0.2, 0.9) : 0), 0, 1);
  return {
    ...bell,
    masculinity,
    ageYears,
    melanin,
    haemoglobin: uniform(0.45, 1.15),
    hairMelanin: clamp(uniform(0.15, 1) + dark, 0.1, 1),
    hairRed: rng.next() < 0.18 * (1 - dark) ? uniform(0.5, 1) : uniform(0, 0.3),
    hairGrey: clamp(2.4 * (age - 0.52) + 0.3 * rng.gaussian(), 0, 1) * (rng.next() < 0.75 ? 1 : 0.1),
    hairEndY: isLong ? uniform(-1.75, -0.7) : uniform(-0.15, 0.2),
    hairVolume: uniform(0.04, 0.15) + hairCurl * uniform(0, 0.11),
    hairCurl,
    hairPartX: uniform(-0.4, 0.4),
    fringe: withFringe ? uniform(0.1, 0.34) : uniform(0, 0.05),
    balding,
    browDensity: uniform(0.5, 1) * (1 - 0.2 * age),
    lipTint: masculine ? uniform(0, 0.35) : uniform(0.2, 1),
    irisLight: clamp(uniform(0, 1) * (1 - dark), 0, 1),
    beard: bearded ? uniform(0.3, 1) : 0,
    beardTopY: uniform(-0.72, -0.35),
    moustache: masculine && rng.next() < (bearded ? 0.8 : 0.15) ? uniform(0.5, 1) : 0,
    freckles: rng.next() < 0.2 * (1 - dark) ? uniform(0.3, 1) : 0,
    glassesHabit: rng.next() < 0.16 + 0.2 * age ? 0.8 : 0.05,
    glassesRadius: uniform(0.17, 0.235),
    glassesThickness: uniform(0.012, 0.026),
    glassesSquareness: uniform(2, 5),
    moles: drawMoles(rng),
    patternSeed: rng.integer(2 ** 31),
  };
}

function drawMoles(rng: Rng): Mole[] {
  const moles: Mole[] = [];
  for (let k = 0; k < 3; k++) {
    const mole = {
      x: 1.1 * (rng.next() - 0.5),
      y: -0.85 + 1.3 * rng.next(),
      radius: 0.012 + 0.014 * rng.next(),
    };
    if (rng.next() < 0.35) moles.push(mole);
  }
  return moles;
}

/**
 * A head as close to `identity` as a twin: every bell-shaped trait moves by a standard normal draw of `share`
 * standard deviations, moles and the patterns of skin and hair are the twin's own, all else is shared.
 */
export function twinOf(identity: Identity, seed: number, share = 0.22): Identity {
  const rng = createRng(streamSeed(seed, 'twin'));
  const moved = Object.fromEntries(
    (Object.keys(bellTraits) as BellTrait[]).map((name) => {
      const { mean, sd, masculine } = bellTraits[name];
      const reach = mostDeviations * sd + Math.abs(masculine);
      const value = identity[name] + share * sd * clamp(rng.gaussian(), -mostDeviations, mostDeviations);
      return [name, clamp(value, mean - reach, mean + reach)];
    }),
  ) as Record<BellTrait, number>;
  return { ...identity, ...moved, moles: drawMoles(rng), patternSeed: rng.integer(2 ** 31) };
}
