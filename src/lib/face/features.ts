/** What stands out from the skull: nose, sockets, brows, cheeks, lips, chin, and folds that age and smiles draw. */
import { lipLineY, mouthHalfWidth } from './expression';
import type { Identity } from './identity';
import type { Nuisance } from './nuisance';
import { bump, clamp, mix, step } from './smooth';

/** How far the surface at (x, y) of the chart comes forward, in head units. */
export type Relief = (x: number, y: number) => number;

export function reliefOf(identity: Identity, nuisance: Nuisance): Relief {
  const id = identity;
  const nasionY = id.eyeY + 0.1;
  const tipY = id.noseBaseY + 0.075;
  const age = (id.ageYears - 18) / 62;
  const smiling = Math.max(0, nuisance.smile);
  const halfMouth = mouthHalfWidth(id, nuisance);
  const open = nuisance.mouthOpen;

  const nose = (x: number, ax: number, y: number): number => {
    if (y > nasionY + 0.16 || y < id.noseBaseY - 0.12 || ax > 0.4) return 0;
    const down = clamp((nasionY - y) / (nasionY - tipY), 0, 1);
    const ridge =
      mix(id.bridgeHeight, id.noseForward * 0.9, down ** 1.25) + id.noseHook * Math.sin(Math.PI * down);
    const under = y < tipY ? step(id.noseBaseY - 0.05, tipY + 0.01, y) : 1;
    const halfWidth = mix(id.bridgeHalfWidth, id.noseHalfWidth * 0.56, down * down);
    const root = step(nasionY + 0.16, nasionY - 0.06, y);
    const body = ridge * root * under * bump(x, 0, halfWidth);
    const tip = 0.05 * bump(x, 0, id.noseHalfWidth * 0.5) * bump(y, tipY - 0.005, 0.05);
    const wing = 0.075 * bump(ax, id.noseHalfWidth * 0.78, 0.046) * bump(y, id.noseBaseY + 0.045, 0.05);
    return body + tip + wing;
  };
  const eyes = (ax: number, y: number): number => {
    if (Math.abs(y - id.eyeY) > 0.34) return 0;
    return (
      -id.socketDepth * bump(ax, id.eyeX - 0.02, 0.13) * bump(y, id.eyeY + 0.02, 0.09) +
      0.062 * bump(ax, id.eyeX, 0.095) * bump(y, id.eyeY - 0.008, 0.06) +
      // The upper lid hangs over the eye; bags come with the years.
      0.022 * bump(ax, id.eyeX, 0.12) * bump(y, id.eyeY + id.eyeHalfHeight + 0.035, 0.022) +
      0.028 * age * bump(ax, id.eyeX, 0.09) * bump(y, id.eyeY - 0.13, 0.022) -
      0.03 * age * bump(ax, id.eyeX - 0.04, 0.11) * bump(y, id.eyeY - 0.175, 0.022)
    );
  };
  const brows = (ax: number, y: number): number =>
    id.browRidge *
    bump(y, id.eyeY + id.browGap - 0.02, 0.06) *
    step(0.62, 0.25, ax) *
    step(0, 0.12, ax + 0.05);
  const cheeks = (ax: number, y: number): number => {
    if (y > 0.26) return 0;
    return (
      (id.cheekbone + 0.045 * smiling) * bump(ax, 0.4, 0.15) * bump(y, -0.2, 0.13) +
      id.cheekFullness * bump(ax, 0.42, 0.17) * bump(y, -0.5, 0.18) -
      // Smile and years draw a fold from the nose to the mouth's corner.
      (0.012 + 0.03 * age + 0.03 * smiling) *
        bump(ax, 0.19 + 0.17 * step(id.noseBaseY + 0.08, id.mouthY - 0.05, y), 0.032) *
        step(id.mouthY - 0.12, id.mouthY + 0.02, y) *
        step(id.noseBaseY + 0.12, id.noseBaseY + 0.02, y)
    );
  };
  const mouth = (x: number, ax: number, y: number): number => {
    if (ax > 0.45 || y > id.noseBaseY + 0.05 || y < id.chinY) return 0;
    const line = lipLineY(id, nuisance, x);
    const within = step(halfMouth * 1.12, halfMouth * 0.55, ax);
    const upper = 0.05 * bump(y, line + id.upperLip * 0.55, id.upperLip * 0.62);
    const lower = 0.058 * bump(y, line - open - id.lowerLip * 0.6, id.lowerLip * 0.62);
    const slit = -0.045 * bump(y, line - open / 2, 0.014 + open * 0.45);
    const teethMound = 0.05 * bump(x, 0, 0.26) * bump(y, id.mouthY, 0.16);
    const philtrum = -0.014 * bump(x, 0, 0.022) * bump(y, id.mouthY + 0.12, 0.05);
    const corner = -0.022 * bump(ax, halfMouth * 1.06, 0.04) * bump(y, line, 0.04);
    return within * (upper + lower + slit) + teethMound + philtrum + corner;
  };
  const chin = (x: number, y: number): number => {
    if (y > id.noseBaseY) return 0;
    return (
      (0.05 + id.chinForward) * bump(x, 0, 0.17) * bump(y, id.chinY + 0.15, 0.1) -
      0.035 * bump(x, 0, 0.2) * bump(y, id.mouthY - 0.16, 0.05)
    );
  };
  const forehead = (ax: number, y: number): number => {
    if (y < 0.2) return 0;
    return (
      // Two faint hills above the brows, and lines where the brows go up.
      0.012 * bump(ax, 0.25, 0.16) * bump(y, 0.52, 0.12) +
      (0.004 * age + 0.1 * Math.max(0, nuisance.browRaise)) *
        Math.sin(70 * y) *
        bump(ax, 0, 0.3) *
        bump(y, 0.48, 0.08)
    );
  };

  return (x, y) => {
    const ax = Math.abs(x);
    return (
      nose(x, ax, y) +
      eyes(ax, y) +
      brows(ax, y) +
      cheeks(ax, y) +
      mouth(x, ax, y) +
      chin(x, y) +
      forehead(ax, y)
    );
  };
}
