import type { WellDensity } from '../../points/density';
import { notchesPerTurn, radPerNotch } from '../../points/notches';
import type { CircleLayout } from '../circle-layout';
import { ridgeHeight } from '../ridge';
import { shortPath } from './short-path';

const half = notchesPerTurn / 2;
/** Corners of an outline per spread of its density, and the most nodes between two of them. */
const cornersPerSpread = 3;
const longestStride = 20;
/** Lower than this, in pixels, there is nothing to see. */
const leastPx = 1;

/** Distance from the ring's centre to the top of a ridge of this density; where there is none, to the ring. */
export function ridgeTop({ ring, foot, ridge }: CircleLayout, perRad: number): number {
  const height = ridgeHeight(perRad);
  return ring + foot * Math.min(1, 8 * height) + ridge * height;
}

/**
 * The ridge that the points of a class are bound for, as an open path around the ring's centre, y down; '' where the
 * density is nowhere high enough to be seen.
 */
export function ridgeOutline(layout: CircleLayout, density: WellDensity, weightNotch: number): string {
  const corners: string[] = [];
  const add = (offset: number): void => {
    const top = ridgeTop(layout, density.perRad_g[half + offset]);
    if (top - layout.ring < leastPx) return;
    const rad = (weightNotch + offset) * radPerNotch;
    corners.push(`${(top * Math.cos(rad)).toFixed(1)},${(-top * Math.sin(rad)).toFixed(1)}`);
  };
  const spread = density.rmsRad / radPerNotch;
  const stride = Math.max(1, Math.min(longestStride, Math.round(spread / cornersPerSpread)));
  // Outwards from the own weight, where the ridge may come to a point.
  const reach = Math.floor(half / stride);
  for (let k = -reach; k <= reach; k++) add(k * stride);
  return corners.length > 1 ? shortPath(`M${corners.join('L')}`) : '';
}

/** Dots at these places [N, 2] as one path, for round line caps. */
export function dotsPath(xy_n2: ArrayLike<number>): string {
  let path = '';
  for (let i = 0; i < xy_n2.length; i += 2) path += `M${xy_n2[i].toFixed(1)},${xy_n2[i + 1].toFixed(1)}h0`;
  return shortPath(path);
}
