/** Where hair grows, hangs and ends on a head; the shell of hair and the scalp's paint both ask. */
import type { Identity } from './identity';
import { valueNoise } from './pattern';
import { bump, mix, step } from './smooth';

/** Lower edge of the hair in a direction, before a bald crown is taken off: a height in head units. */
export function hairEdgeY(identity: Identity, hairShift: number, lonRad: number): number {
  const { hairlineY, widowsPeak, fringe, balding, hairEndY, hairPartX, patternSeed } = identity;
  const al = Math.abs(lonRad);
  const long = step(-0.2, -0.5, hairEndY);
  const recede = balding * (0.22 + 0.5 * step(0.4, 1, balding));
  const temples = (0.04 + 0.11 * identity.masculinity * (1 - fringe * 3)) * bump(al, 0.6, 0.22);
  // Hair falls to both sides of the parting, so a fringe is shortest there.
  const fall = fringe * (1 - 0.8 * bump(lonRad, hairPartX, 0.22));
  const uneven = (0.05 + 0.25 * fringe) * (valueNoise(5 * lonRad + 30, 0.5, patternSeed + 2) - 0.5);
  const round = 0.1 * lonRad * lonRad;
  const front =
    hairlineY - round - widowsPeak * bump(lonRad, 0, 0.16) + temples + recede - fall + uneven + hairShift;
  const besideEar = mix(0.02, hairEndY, long);
  const aboveEar = mix(Math.max(0.16, hairEndY), hairEndY, long);
  const nape = mix(-0.55, hairEndY, long);
  const openUntil = mix(0.74, 0.82, long);
  let edge = mix(front, besideEar, step(openUntil, openUntil + mix(0.38, 0.5, long), al));
  edge = mix(edge, aboveEar, step(1.18, 1.32, al));
  return mix(edge, nape, step(1.75, 2.05, al));
}

/** How much higher the edge lies at a height, where the crown is bald: it leaves a wreath at the sides and the back. */
export function baldCrown(identity: Identity, y: number): number {
  return identity.balding > 0.7 ? step(0.55, 0.75, y) * 0.6 : 0;
}
