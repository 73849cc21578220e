/**
 * The whole sphere on paper: two halves by Lambert's azimuthal projection (1772), which keeps areas, so that a region's
 * size is the chance that a direction drawn at random falls into it. Cut once, along the rim, and stretched nowhere more
 * than 2 : 1, while a map in one piece tears or shears its poles without bound. The halves meet in one point, as if
 * the sphere were opened like a book.
 */
import type { Vector3 } from '../loss/sphere-regions';
import type { SphereLine } from './sphere-arcs';

export interface MapLayout {
  /** Centres of the near and the far half, and their radius, CSS pixels. */
  readonly nearX: number;
  readonly farX: number;
  readonly centreY: number;
  readonly radius: number;
  readonly glyphPx: number;
  readonly dotRadius: number;
}

/** Room around the halves for nothing but line width. */
const edgePx = 4;

export function mapLayout(widthPx: number, heightPx: number): MapLayout {
  const radius = Math.max(8, Math.min((widthPx - 2 * edgePx) / 4, (heightPx - 2 * edgePx) / 2));
  return {
    nearX: widthPx / 2 - radius,
    farX: widthPx / 2 + radius,
    centreY: heightPx / 2,
    radius,
    glyphPx: Math.max(15, Math.min(24, radius * 0.15)),
    dotRadius: Math.max(0.95, Math.min(1.6, radius * 0.0085)),
  };
}

/** Puts a direction, in the map's own axes (x to the right, y up, z towards the reader), on paper at `xy`. */
export function placeOnMap(
  layout: MapLayout,
  x: number,
  y: number,
  z: number,
  xy: { x: number; y: number },
): void {
  const { radius } = layout;
  if (z >= 0) {
    const reach = radius / Math.sqrt(1 + z);
    xy.x = layout.nearX + x * reach;
    xy.y = layout.centreY - y * reach;
    return;
  }
  const reach = radius / Math.sqrt(1 - z);
  // The far half seen from outside: turned over its hinge.
  xy.x = layout.farX - x * reach;
  xy.y = layout.centreY - y * reach;
}

/** The direction at a place on paper; null beside the halves. */
export function directionOnMap(layout: MapLayout, px: number, py: number): [number, number, number] | null {
  for (const side of [1, -1] as const) {
    const x = (side * (px - (side > 0 ? layout.nearX : layout.farX))) / layout.radius;
    const y = (layout.centreY - py) / layout.radius;
    const square = x * x + y * y;
    if (square > 1) continue;
    const stretch = Math.sqrt(2 - square);
    return [x * stretch, y * stretch, side * (1 - square)];
  }
  return null;
}

/**
 * A curve as path data: broken where it crosses from one half to the other, closed where `isClosed`.
 *
 * @param grain numbers are rounded to multiples of this
 */
export function mapPath(
  layout: MapLayout,
  line: SphereLine,
  { isClosed = false, grain = 0.1 }: { readonly isClosed?: boolean; readonly grain?: number } = {},
): string {
  const at = { x: 0, y: 0 };
  const round = (value: number): string => String(Number((Math.round(value / grain) * grain).toFixed(1)));
  let path = '';
  let isNear: boolean | null = null;
  const add = (x: number, y: number, z: number, near: boolean): void => {
    // A point on the rim lies on both halves; it belongs to the one that its curve is on.
    placeOnMap(layout, x, y, near ? Math.max(0, z) : Math.min(-1e-12, z), at);
    path += `${isNear === near ? 'L' : 'M'}${round(at.x)},${round(at.y)}`;
    isNear = near;
  };
  for (let i = 0; i < line.length; i += 3) {
    const [x, y, z] = [line[i], line[i + 1], line[i + 2]];
    const near = Math.abs(z) < 1e-9 ? sideOf(line, i) : z > 0;
    if (isNear !== null && near !== isNear) {
      const [px, py, pz] = [line[i - 3], line[i - 2], line[i - 1]];
      const share = pz === z ? 0 : pz / (pz - z);
      const [cx, cy] = [px + share * (x - px), py + share * (y - py)];
      const length = Math.hypot(cx, cy) || 1;
      add(cx / length, cy / length, 0, isNear);
      add(cx / length, cy / length, 0, near);
    }
    add(x, y, z, near);
  }
  return isClosed && path ? `${path}Z` : path;
}

/** Which half a curve is on at a point of the rim: that of its nearest point off the rim. */
function sideOf(line: SphereLine, i: number): boolean {
  for (let step = 3; step < line.length; step += 3) {
    for (const k of [i - step, i + step]) {
      const z = line[k + 2];
      if (k >= 0 && k < line.length && Math.abs(z) > 1e-9) return z > 0;
    }
  }
  return true;
}

/** Where a class's glyph stands: beside its weight, outward, or inward where the rim is near. */
export function glyphPlaceOnMap(layout: MapLayout, [x, y, z]: Vector3, xy: { x: number; y: number }): void {
  placeOnMap(layout, x, y, z, xy);
  const [fromX, fromY] = [xy.x - (z >= 0 ? layout.nearX : layout.farX), xy.y - layout.centreY];
  const reach = Math.hypot(fromX, fromY);
  const offset = 0.9 * layout.glyphPx + 4;
  const sign = reach + offset + 0.5 * layout.glyphPx > layout.radius ? -1 : 1;
  xy.x += reach > 1 ? (sign * offset * fromX) / reach : 0;
  xy.y += reach > 1 ? (sign * offset * fromY) / reach : -offset;
}
