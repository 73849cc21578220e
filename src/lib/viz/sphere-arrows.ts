/** Where the arrows of class weights and their glyphs stand in a sphere view, CSS pixels. */
import { isBehindSphere, outlineDepth, project, type Lens, type Seen } from './sphere-lens';

export interface Arrow {
  readonly isShown: boolean;
  /** The visible part of the shaft, from the sphere's surface (or its centre) outwards. */
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** Where the weight meets the sphere, and whether that is in sight. */
  readonly footX: number;
  readonly footY: number;
  readonly hasFoot: boolean;
  /** Middle of the glyph. */
  readonly labelX: number;
  readonly labelY: number;
  /** How near its tip is, −1 to 1. */
  readonly depth: number;
  /** From the centre to its tip, in radii. */
  readonly reach: number;
}

/** How far an arrow stands out of the sphere, in radii. */
const standsOut = 0.13;

const hidden: Arrow = {
  isShown: false,
  x0: 0,
  y0: 0,
  x1: 0,
  y1: 0,
  footX: 0,
  footY: 0,
  hasFoot: false,
  labelX: 0,
  labelY: 0,
  depth: -1,
  reach: 0,
};

/**
 * @param weight [3], of any length
 * @param share length in space, in radii, where lengths are shown
 * @param flatness 1: the arrow stands on the solid sphere; 0: it begins at the centre
 * @param gapPx from the tip to the middle of the glyph
 */
export function arrowOf(
  lens: Lens,
  weight: ArrayLike<number>,
  share: number,
  flatness: number,
  gapPx: number,
): Arrow {
  const length = Math.hypot(weight[0], weight[1], weight[2]);
  if (!(length > 0)) return hidden;
  const [x, y, z] = [weight[0] / length, weight[1] / length, weight[2] / length];
  const isSolid = flatness > 0.5;
  const base = flatness;
  const tip = share + (1 + standsOut - share) * flatness;
  const isHidden = (reach: number): boolean =>
    isSolid && isBehindSphere(lens, reach * x, reach * y, reach * z);
  if (isHidden(tip)) return hidden;
  const hasFoot = !isSolid || depthOf(lens, x, y, z) > outlineDepth;
  let from = base;
  if (!hasFoot) {
    let [low, high] = [Math.max(1, base), tip];
    for (let i = 0; i < 12; i++) {
      const middle = (low + high) / 2;
      if (isHidden(middle)) low = middle;
      else high = middle;
    }
    from = high;
  }
  const start: Seen = { x: 0, y: 0, depth: 0 };
  const end: Seen = { x: 0, y: 0, depth: 0 };
  const foot: Seen = { x: 0, y: 0, depth: 0 };
  project(lens, from * x, from * y, from * z, start);
  project(lens, tip * x, tip * y, tip * z, end);
  const onSphere = isSolid ? 1 : tip;
  project(lens, onSphere * x, onSphere * y, onSphere * z, foot);
  // An arrow that points at the reader has no direction on the screen: its glyph stands to the upper right.
  const [dx, dy] = [end.x - lens.centreX, end.y - lens.centreY];
  const ahead = 0.16 * lens.radiusPx;
  const [lx, ly] = [dx + 0.62 * ahead, dy - 0.62 * ahead];
  const norm = Math.hypot(lx, ly) || 1;
  return {
    isShown: true,
    x0: start.x,
    y0: start.y,
    x1: end.x,
    y1: end.y,
    footX: foot.x,
    footY: foot.y,
    hasFoot,
    labelX: end.x + (lx / norm) * gapPx,
    labelY: end.y + (ly / norm) * gapPx,
    depth: end.depth,
    reach: tip,
  };
}

function depthOf({ rotation: r }: Lens, x: number, y: number, z: number): number {
  return r[6] * x + r[7] * y + r[8] * z;
}
