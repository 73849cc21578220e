import type { DiscCloud } from '../../points/disc-cloud';
import { notchOf } from '../../points/notches';
import { classColours, type Theme } from '../theme';

/**
 * Draws a cloud in the plane inside a wall of this radius around (middle, middle), CSS pixels: dots where a point's class
 * wins, hollow ones where it strayed.
 *
 * @param winner_g the class that wins at each notch
 */
export function paintDisc(
  context: CanvasRenderingContext2D,
  { rad_n, share_n, starts_c, classes }: DiscCloud,
  middle: number,
  radiusPx: number,
  dotRadius: number,
  winner_g: ArrayLike<number>,
  theme: Theme,
): void {
  context.lineCap = 'round';
  for (let c = 0; c < classes; c++) {
    const home = new Path2D();
    const strayed = new Path2D();
    for (let i = starts_c[c]; i < starts_c[c + 1]; i++) {
      const x = middle + radiusPx * share_n[i] * Math.cos(rad_n[i]);
      const y = middle - radiusPx * share_n[i] * Math.sin(rad_n[i]);
      if (winner_g[notchOf(rad_n[i])] === c) {
        home.moveTo(x, y);
        home.lineTo(x + 0.01, y);
      } else {
        strayed.moveTo(x + dotRadius, y);
        strayed.arc(x, y, dotRadius, 0, 2 * Math.PI);
      }
    }
    context.strokeStyle = theme.classMarks[c % classColours];
    context.lineWidth = 2 * dotRadius;
    context.stroke(home);
    context.strokeStyle = theme.classGlyphs[c % classColours];
    context.lineWidth = 0.8;
    context.stroke(strayed);
  }
}
