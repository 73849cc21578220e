import type { Mark } from '../mark';
import type { Theme } from '../theme';
import { classColours } from '../theme';
import type { Sprites } from './sprites';

/** Samples on a canvas: N of them, in C classes. */
export interface DrawnPoints {
  readonly count: number;
  readonly labels_n: Uint8Array;
  /** Sample indices sorted by class [N], and where each class begins [C + 1]: one path a class, one colour a path. */
  readonly order_n: Uint16Array;
  readonly starts_c: Uint16Array;
  readonly strayed_n: Uint8Array;
  readonly spoken_n: Uint8Array;
  /** Where they are, CSS pixels [N, 2]. */
  readonly xy_n2: Float32Array;
}

/** Fills the order of `points` from their labels. */
export function orderByClass({ labels_n, order_n, starts_c }: DrawnPoints): void {
  starts_c.fill(0);
  for (const label of labels_n) starts_c[label + 1]++;
  for (let c = 1; c < starts_c.length; c++) starts_c[c] += starts_c[c - 1];
  const next = starts_c.slice();
  labels_n.forEach((label, n) => (order_n[next[label]++] = n));
}

/** What is left of a class's ink while another one is marked. */
const faded = 0.2;

/**
 * Draws dots for what is at home, hollow dots for strays without room, and above them glyphs for strays that speak. A marked
 * sample gets a ring, a dashed one where it lies beyond the view; a marked class leaves the others pale. Samples without finite coordinates are not drawn.
 * A dot is a round-capped line of no length: of all ways to draw thousands it was measured the fastest.
 */
export function paintPoints(
  context: CanvasRenderingContext2D,
  points: DrawnPoints,
  theme: Theme,
  sprites: Sprites,
  dotRadiusPx: number,
  { sample: marked, classIndex }: Mark,
  isBeyond = false,
): void {
  const { count, labels_n, order_n, starts_c, strayed_n, spoken_n, xy_n2 } = points;
  context.lineCap = 'round';
  for (let c = 0; c + 1 < starts_c.length; c++) {
    context.globalAlpha = classIndex === null || classIndex === c ? 1 : faded;
    context.strokeStyle = theme.classMarks[c % classColours];
    context.lineWidth = 2 * dotRadiusPx;
    context.beginPath();
    for (let k = starts_c[c]; k < starts_c[c + 1]; k++) {
      const n = order_n[k];
      if (strayed_n[n]) continue;
      context.moveTo(xy_n2[2 * n], xy_n2[2 * n + 1]);
      context.lineTo(xy_n2[2 * n] + 0.01, xy_n2[2 * n + 1]);
    }
    context.stroke();
    context.strokeStyle = theme.classGlyphs[c % classColours];
    context.lineWidth = 0.8;
    context.beginPath();
    for (let k = starts_c[c]; k < starts_c[c + 1]; k++) {
      const n = order_n[k];
      if (!strayed_n[n] || spoken_n[n]) continue;
      context.moveTo(xy_n2[2 * n] + dotRadiusPx, xy_n2[2 * n + 1]);
      context.arc(xy_n2[2 * n], xy_n2[2 * n + 1], dotRadiusPx, 0, 2 * Math.PI);
    }
    context.stroke();
  }
  for (let n = 0; n < count; n++) {
    if (!spoken_n[n]) continue;
    context.globalAlpha = classIndex === null || classIndex === labels_n[n] ? 1 : faded;
    sprites.glyph(context, labels_n[n], xy_n2[2 * n], xy_n2[2 * n + 1]);
  }
  context.globalAlpha = 1;
  if (marked !== null && marked < count) {
    context.beginPath();
    context.arc(xy_n2[2 * marked], xy_n2[2 * marked + 1], 8.5, 0, 2 * Math.PI);
    context.lineWidth = 1.75;
    context.strokeStyle = theme.ink;
    context.setLineDash(isBeyond ? [3, 3] : []);
    context.stroke();
    context.setLineDash([]);
  }
}
