/** Where mouth and brows of an identity lie under an expression; the shape and the paint both ask. */
import type { Identity } from './identity';
import type { Nuisance } from './nuisance';

/** Height of the line between the lips at x, in the chart. */
export function lipLineY(identity: Identity, nuisance: Nuisance, x: number): number {
  const t = x / identity.mouthHalfWidth;
  return identity.mouthY + 0.045 * nuisance.smile * (Math.min(t * t, 1.6) - 0.35);
}

/** Half the mouth's width: a smile draws it out. */
export function mouthHalfWidth(identity: Identity, nuisance: Nuisance): number {
  return identity.mouthHalfWidth * (1 + 0.16 * nuisance.smile - 0.8 * nuisance.mouthOpen);
}

/** Height of a brow's middle line, `t` from −1 at its inner end to 1 at its outer end. */
export function browY(identity: Identity, nuisance: Nuisance, t: number): number {
  const bow = identity.browArch * (1 - (t - 0.25) * (t - 0.25));
  return identity.eyeY + identity.browGap + nuisance.browRaise + bow - 0.006 * t * t * t;
}
