/** An eye as paint on the face's chart: lids, white, iris, pupil, lashes and the lid's crease. */
import type { Identity } from './identity';
import type { Nuisance } from './nuisance';
import { step } from './smooth';
import type { Surface } from './surface';
import type { Tone } from './tones';

const irisRadius = 0.07;
const pupilRadius = 0.03;

/** @param iris its tone @param x,y a point of the chart; nothing happens far from both eyes */
export function paintEyes(
  identity: Identity,
  nuisance: Nuisance,
  iris: Tone,
  x: number,
  y: number,
  surface: Surface,
): void {
  const { eyeX, eyeY, eyeHalfWidth, eyeHalfHeight, eyeTiltRad, masculinity, ageYears } = identity;
  const side = x < 0 ? -1 : 1;
  const across = side * x - eyeX;
  const up = y - eyeY - eyeTiltRad * across;
  if (Math.abs(across) > 2.2 * eyeHalfWidth || Math.abs(up) > 0.2) return;

  const u = across / eyeHalfWidth;
  const inside = Math.max(0, 1 - u * u);
  // The upper lid's arch is fullest a little inwards of the middle, the lower one's outwards.
  const upperLid = eyeHalfHeight * nuisance.lids * inside ** 0.8 * (1 - 0.14 * u);
  const lowerLid = -eyeHalfHeight * 0.72 * Math.min(1, 0.35 + 0.65 * nuisance.lids) * inside * (1 + 0.14 * u);
  const soft = 0.01;

  const open = inside > 0 ? step(0, soft, upperLid - up) * step(0, soft, up - lowerLid) : 0;
  if (open > 0) {
    // Under the lid and in the corners the white lies in shade.
    const shade = (0.5 + 0.5 * step(0, 0.05, upperLid - up)) * (0.7 + 0.3 * inside);
    let red = 0.62 * shade;
    let green = 0.58 * shade;
    let blue = 0.56 * shade;
    const gazeX = 0.042 * nuisance.gaze * side;
    const radius = Math.hypot(across - gazeX, up - 0.008);
    const isIris = step(irisRadius + 0.006, irisRadius - 0.006, radius);
    // The iris has a dark rim and is lighter towards the pupil.
    const lit = shade * (1.25 - 0.9 * step(irisRadius * 0.55, irisRadius, radius));
    const isPupil = step(pupilRadius + 0.006, pupilRadius - 0.006, radius);
    red += (iris[0] * lit * (1 - isPupil) - red) * isIris;
    green += (iris[1] * lit * (1 - isPupil) - green) * isIris;
    blue += (iris[2] * lit * (1 - isPupil) - blue) * isIris;
    const glintX = across * side - gazeX * side - 0.02 * Math.sign(nuisance.lightYawRad || 1);
    const glint = 0.85 * step(0.016, 0.008, Math.hypot(glintX, up - 0.03)) * isIris;
    surface.red += (red + glint - surface.red) * open;
    surface.green += (green + glint - surface.green) * open;
    surface.blue += (blue + glint - surface.blue) * open;
    surface.gloss += (0.05 - surface.gloss) * open;
    surface.wetness = Math.max(surface.wetness, open);
  }
  const reach = step(1.12, 0.9, Math.abs(u));
  const lashes =
    reach *
    step(0.024 - 0.007 * masculinity, 0.004, Math.abs(up - upperLid - 0.004)) *
    (0.88 - 0.15 * masculinity);
  const under = reach * step(0.014, 0.003, Math.abs(up - lowerLid)) * 0.35;
  const creaseUp = upperLid + 0.03 + 0.012 * inside + 0.012 * (1 - nuisance.lids);
  const crease =
    step(1.25, 0.7, Math.abs(u)) *
    step(0.016, 0.003, Math.abs(up - creaseUp)) *
    (0.3 + 0.1 * (ageYears > 50 ? 1 : 0));
  surface.darken(lashes);
  surface.darken(under);
  surface.darken(crease);
}
