import type { Cloud } from '../../points/cloud';
import { notchOf } from '../../points/notches';
import type { CircleLayout } from '../circle-layout';
import { classColours, type Theme } from '../theme';
import { DotRadii } from './dot-radii';

/**
 * Draws a cloud around the ring, in the units of the context's transform: dots where a point's class wins, hollow ones
 * where it strayed into another region.
 *
 * @param winner_g the class that wins at each notch
 */
export function createCloudPainter(cloud: Cloud) {
  const radii = new DotRadii(cloud);
  return (
    context: CanvasRenderingContext2D,
    layout: CircleLayout,
    theme: Theme,
    winner_g: ArrayLike<number>,
  ): void => {
    const { rad_n, starts_c } = cloud;
    const { centreX, centreY, dotRadius } = layout;
    radii.measure();
    context.lineCap = 'round';
    for (let c = 0; c < cloud.classes; c++) {
      const home = new Path2D();
      const strayed = new Path2D();
      for (let i = starts_c[c]; i < starts_c[c + 1]; i++) {
        const radius = radii.at(layout, i);
        const x = centreX + radius * Math.cos(rad_n[i]);
        const y = centreY - radius * Math.sin(rad_n[i]);
        if (winner_g[notchOf(rad_n[i])] === c) {
          home.moveTo(x, y);
          // A round-capped line of no length: the quickest dot.
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
  };
}
