import type { SphereCloud } from '../../points/sphere-cloud';
import { classColours, type Theme } from '../theme';
import type { Globe } from './globe';

/** How much of a dot is seen through the sphere. */
const behindAlpha = 0.2;

/**
 * Draws a cloud on a sphere whose drawing has its middle at the context's (middle, middle): dots where a point's class
 * wins, hollow ones where it strayed, and pale ones on the far side.
 *
 * @param weights_c3 unit class weights, row-major
 */
export function paintGlobe(
  context: CanvasRenderingContext2D,
  { xyz_n3, starts_c, classes }: SphereCloud,
  { rotation: r, centreX, centreY, radiusPx }: Globe,
  middle: number,
  dotRadius: number,
  weights_c3: Float64Array,
  theme: Theme,
): void {
  const wins = (c: number, x: number, y: number, z: number): boolean => {
    const own = weights_c3[3 * c] * x + weights_c3[3 * c + 1] * y + weights_c3[3 * c + 2] * z;
    for (let j = 0; j < classes; j++) {
      if (weights_c3[3 * j] * x + weights_c3[3 * j + 1] * y + weights_c3[3 * j + 2] * z > own) return false;
    }
    return true;
  };
  context.lineCap = 'round';
  const fronts: { home: Path2D; strayed: Path2D }[] = [];
  for (let c = 0; c < classes; c++) {
    const behind = new Path2D();
    const home = new Path2D();
    const strayed = new Path2D();
    for (let i = starts_c[c]; i < starts_c[c + 1]; i++) {
      const x = xyz_n3[3 * i];
      const y = xyz_n3[3 * i + 1];
      const z = xyz_n3[3 * i + 2];
      const px = middle + centreX + radiusPx * (r[0] * x + r[1] * y + r[2] * z);
      const py = middle + centreY - radiusPx * (r[3] * x + r[4] * y + r[5] * z);
      const isBehind = r[6] * x + r[7] * y + r[8] * z < 0;
      if (isBehind || wins(c, x, y, z)) {
        const path = isBehind ? behind : home;
        path.moveTo(px, py);
        path.lineTo(px + 0.01, py);
      } else {
        strayed.moveTo(px + dotRadius, py);
        strayed.arc(px, py, dotRadius, 0, 2 * Math.PI);
      }
    }
    context.globalAlpha = behindAlpha;
    context.strokeStyle = theme.classMarks[c % classColours];
    context.lineWidth = 2 * dotRadius;
    context.stroke(behind);
    fronts.push({ home, strayed });
  }
  context.globalAlpha = 1;
  fronts.forEach(({ home, strayed }, c) => {
    context.strokeStyle = theme.classMarks[c % classColours];
    context.lineWidth = 2 * dotRadius;
    context.stroke(home);
    context.strokeStyle = theme.classGlyphs[c % classColours];
    context.lineWidth = 0.8;
    context.stroke(strayed);
  });
}
