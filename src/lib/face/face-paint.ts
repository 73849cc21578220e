/** Skin with what lies on it: unevenness, blush, lips, brows, beard, moles, and the shade of folds. */
import { browY, lipLineY, mouthHalfWidth } from './expression';
import { paintEyes } from './eye-paint';
import type { Identity } from './identity';
import type { Nuisance } from './nuisance';
import { valueNoise } from './pattern';
import { bump, mix, step } from './smooth';
import type { Surface } from './surface';
import { hairTone, irisTone, lipTone, skinTone, type Tone } from './tones';

/** Paints one point of the face's chart. `hairCover` is the share of hair that grows there. */
export type FacePaint = (x: number, y: number, hairCover: number, surface: Surface) => void;

export function facePaintOf(identity: Identity, nuisance: Nuisance): FacePaint {
  const id = identity;
  const skin = skinTone(id);
  const hair = hairTone(id);
  const lips = lipTone(id);
  const iris = irisTone(id);
  const stubble: Tone = [mix(hair[0], 0.03, 0.5), mix(hair[1], 0.028, 0.5), mix(hair[2], 0.028, 0.5)];
  const brows: Tone = [hair[0] * 0.7, hair[1] * 0.68, hair[2] * 0.66];
  const halfMouth = mouthHalfWidth(id, nuisance);
  const age = (id.ageYears - 18) / 62;
  const seed = id.patternSeed;
  const pale = Math.exp(-1.5 * id.melanin);

  const paintSkin = (x: number, ax: number, y: number, surface: Surface): void => {
    surface.set(skin, 0.16);
    const coarse = valueNoise(5 * x + 20, 5 * y + 20, seed) - 0.5;
    const fine = valueNoise(22 * x + 90, 22 * y + 90, seed + 7) - 0.5;
    surface.scale(1 + 0.1 * coarse + (0.05 + 0.05 * age) * fine);
    // Blood is nearer the surface on cheeks, nose tip and ears.
    const blush =
      0.5 * bump(ax, 0.4, 0.16) * bump(y, -0.26, 0.14) +
      0.55 * bump(x, 0, 0.13) * bump(y, id.noseBaseY + 0.06, 0.09);
    surface.green *= 1 - 0.17 * blush * (0.4 + pale);
    surface.blue *= 1 - 0.15 * blush * (0.4 + pale);
    if (id.freckles > 0) {
      const where = bump(y, -0.12, 0.17) * step(0.62, 0.4, ax);
      const spots = step(0.66, 0.8, valueNoise(34 * x + 50, 34 * y + 50, seed + 3));
      surface.darken(0.38 * id.freckles * where * spots);
    }
    for (const mole of id.moles) {
      const distance = Math.hypot(x - mole.x, y - mole.y);
      surface.darken(0.75 * step(mole.radius * 1.3, mole.radius * 0.7, distance));
    }
    // The shade under and around the eyes.
    surface.darken((0.1 + 0.12 * age) * bump(ax, id.eyeX - 0.04, 0.11) * bump(y, id.eyeY - 0.12, 0.035));
    surface.gloss +=
      0.1 * bump(x, 0, 0.1) * bump(y, id.noseBaseY + 0.12, 0.12) +
      0.06 * bump(ax, 0.2, 0.3) * bump(y, 0.5, 0.15);
  };

  const paintBeard = (x: number, ax: number, y: number, surface: Surface): void => {
    const grain = valueNoise(60 * x + 70, 34 * y + 70, seed + 5);
    // Shaven chins of dark-haired men are bluish; a beard covers the same ground fully.
    const ground =
      step(
        id.beardTopY + 0.1 + 0.5 * step(0.45, 0.64, ax),
        id.beardTopY - 0.1 + 0.34 * step(0.45, 0.64, ax),
        y,
      ) *
      (1 - 0.9 * bump(x, 0, halfMouth * 0.85) * bump(y, id.mouthY - 0.02, 0.075));
    const lip =
      bump(y, id.mouthY + 0.115 - 0.04 * (ax / 0.2) ** 2, 0.042) *
      step(halfMouth * 1.25, halfMouth * 0.8, ax);
    const shadow = 0.16 * step(0.5, 1, id.masculinity) * (1 - id.hairGrey) * pale;
    const share = Math.max(
      ground * Math.max(shadow, id.beard * (0.6 + 0.4 * grain)),
      lip * Math.max(shadow, id.moustache * (0.6 + 0.4 * grain)),
    );
    if (share <= 0) return;
    surface.blend(stubble, share * 0.92);
    surface.scale(1 + share * 0.5 * (grain - 0.5));
    surface.gloss *= 1 - 0.6 * share;
  };

  const paintBrows = (x: number, ax: number, y: number, surface: Surface): void => {
    const t = (ax - id.eyeX) / id.browHalfLength;
    if (Math.abs(t) > 1.1) return;
    const thickness = id.browThickness * (1 - 0.5 * step(0, 1, t)) * (0.75 + 0.25 * step(-1, -0.6, t));
    const off = Math.abs(y - browY(id, nuisance, t));
    if (off > 2 * thickness) return;
    const strands = valueNoise(40 * ax + 25 * y + 10, 14 * y - 12 * ax + 80, seed + 9);
    const share = step(thickness * 1.45, thickness * 0.4, off) * step(1.08, 0.82, Math.abs(t));
    surface.blend(brows, share * id.browDensity * (0.72 + 0.4 * strands));
    surface.gloss *= 1 - 0.8 * share;
  };

  const paintMouth = (x: number, ax: number, y: number, surface: Surface): void => {
    if (ax > halfMouth * 1.25 || Math.abs(y - id.mouthY) > 0.25 + nuisance.mouthOpen) return;
    const line = lipLineY(id, nuisance, x);
    const arch = Math.sqrt(Math.max(0, 1 - (ax / halfMouth) ** 2));
    const bow = 0.82 + 0.3 * bump(ax, 0.05, 0.045) - 0.1 * bump(x, 0, 0.02);
    const gap = nuisance.mouthOpen * arch;
    const upper = line + id.upperLip * 1.1 * arch * bow;
    const lower = line - gap - id.lowerLip * 1.1 * arch ** 0.8;
    const edge = 0.012;
    const onLips = step(-edge, edge, upper - y) * step(-edge, edge, y - lower) * step(0, 0.2, arch);
    // The lower lip catches the light, the upper one lies in its own shade.
    surface.blend(lips, onLips * (y > line ? 0.95 : 0.82));
    surface.gloss += onLips * 0.12;
    if (gap > 0.012 && y < line && y > line - gap) {
      const teeth = nuisance.smile > 0.05 && y > line - gap * 0.55 ? 1 : 0;
      surface.set(teeth ? [0.5, 0.47, 0.42] : [0.05, 0.012, 0.012], 0.04);
      surface.openness = 0.6;
    }
    const seam = step(0.016, 0.004, Math.abs(y - line)) * step(1.06, 0.92, ax / halfMouth);
    surface.darken(0.62 * seam);
  };

  /** Folds that light from all around hardly reaches. */
  const openness = (x: number, ax: number, y: number): number => {
    if (y > id.eyeY) return aroundEyes(ax, y);
    return aroundEyes(ax, y) * below(x, ax, y);
  };
  const aroundEyes = (ax: number, y: number): number =>
    y > id.eyeY + 0.3
      ? 1
      : (1 - 0.34 * bump(ax, id.eyeX - 0.09, 0.075) * bump(y, id.eyeY + 0.045, 0.06)) *
        (1 - 0.2 * bump(ax, id.eyeX, 0.14) * bump(y, id.eyeY + id.eyeHalfHeight + 0.03, 0.03));
  const below = (x: number, ax: number, y: number): number =>
    (1 - 0.3 * bump(x, 0, id.noseHalfWidth) * bump(y, id.noseBaseY - 0.03, 0.035)) *
    (1 - 0.3 * bump(ax, id.noseHalfWidth + 0.05, 0.035) * bump(y, id.noseBaseY + 0.04, 0.07)) *
    (1 - 0.3 * bump(x, 0, 0.15) * bump(y, id.mouthY - id.lowerLip - 0.06, 0.035)) *
    (1 - 0.45 * step(id.chinY + 0.06, id.chinY - 0.05, y)) *
    (1 - 0.25 * step(0.5, 0.68, ax) * step(-0.25, -0.6, y));

  return (x, y, hairCover, surface) => {
    const ax = Math.abs(x);
    paintSkin(x, ax, y, surface);
    if (ax < 0.9) {
      surface.openness = openness(x, ax, y);
      if (id.masculinity > 0.5 && y < id.beardTopY + 0.7) paintBeard(x, ax, y, surface);
      paintMouth(x, ax, y, surface);
      surface.darken(0.7 * bump(ax, id.noseHalfWidth * 0.42, 0.028) * bump(y, id.noseBaseY - 0.006, 0.015));
      paintEyes(id, nuisance, iris, x, y, surface);
      paintBrows(x, ax, y, surface);
    }
    const scalp = hairCover * (id.balding > 0.7 ? 0.75 : 0.9);
    surface.blend(hair, scalp);
    surface.openness *= 1 - 0.3 * hairCover;
    surface.gloss *= 1 - 0.5 * hairCover;
  };
}
