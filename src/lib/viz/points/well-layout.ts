/** Where things stand in the picture of one well: L(θ) above, the points and exp(−L/T) below, over one axis of θ. */
import type { WellDensity } from '../../points/density';
import { shareWithin } from '../../points/density';
import { notchesPerTurn, radPerNotch } from '../../points/notches';
import { nodeRad } from '../../points/wells';
import { shortPath } from './short-path';

export interface WellLayout {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly left: number;
  readonly right: number;
  /** Where L has its largest value that is shown, and where it is 0. */
  readonly lossTop: number;
  readonly lossFloor: number;
  /** Where the density is highest, and where it is 0. */
  readonly densityTop: number;
  readonly floor: number;
  /** The axis runs from −halfRangeRad to halfRangeRad. */
  readonly halfRangeRad: number;
  /** Degrees between two ticks. */
  readonly tickDegrees: number;
}

/** The largest loss that is drawn. It does not follow s, so that a larger s is seen to make the walls steeper. */
export const topLoss = 16;
export const lossTicks = [0, 5, 10, 15];
/** Bars of the histogram. */
export const bars = 54;
const half = notchesPerTurn / 2;
const corners = 44;

export function wellLayout(widthPx: number, halfRangeRad: number): WellLayout {
  const heightPx = Math.round(widthPx * 0.76);
  const floor = heightPx - 26;
  const lossFloor = Math.round(heightPx * 0.58);
  const degrees = (halfRangeRad * 180) / Math.PI;
  return {
    widthPx,
    heightPx,
    left: 26,
    right: widthPx - 14,
    lossTop: 22,
    lossFloor,
    densityTop: lossFloor + 14,
    floor,
    halfRangeRad,
    tickDegrees: degrees > 120 ? 60 : degrees > 60 ? 30 : 15,
  };
}

/**
 * Half the axis: three regions' worth, or more where the points spread further. Read off the density without a
 * margin, so that the axis holds still while the margin moves.
 */
export function halfRangeFor(withoutMargin: WellDensity, classes: number): number {
  const wanted = [(1.5 * 2 * Math.PI) / classes, Math.PI / 2, Math.PI].filter((rad) => rad <= Math.PI);
  return wanted.find((rad) => shareWithin(withoutMargin, rad) > 0.985) ?? Math.PI;
}

/** Clockwise is to the right, so that neighbours stand as they do around a weight at the top of the ring. */
export const xOf = ({ left, right, halfRangeRad }: WellLayout, thetaRad: number): number =>
  right - ((thetaRad / halfRangeRad + 1) / 2) * (right - left);

export const yOfLoss = ({ lossTop, lossFloor }: WellLayout, loss: number): number =>
  lossFloor - (loss / topLoss) * (lossFloor - lossTop);

export const yOfDensity = ({ densityTop, floor }: WellLayout, perRad: number, topPerRad: number): number =>
  floor - Math.min(1.05, perRad / topPerRad) * (floor - densityTop);

/** A table over the nodes as a path; densest around the own weight, where it may come to a point. */
export function curvePath(
  layout: WellLayout,
  table_g: ArrayLike<number>,
  yOf: (value: number) => number,
): string {
  const reach = Math.round(layout.halfRangeRad / radPerNotch);
  const places: [x: string, y: string][] = [];
  for (let k = -corners; k <= corners; k++) {
    const offset = Math.round(reach * Math.sign(k) * Math.abs(k / corners) ** 1.3);
    const y = Math.max(-2 * layout.heightPx, yOf(table_g[half + offset]));
    places.push([xOf(layout, nodeRad(half + offset)).toFixed(1), y.toFixed(1)]);
  }
  // A level stretch needs its ends alone.
  const isWithin = (y: string, i: number): boolean => y === places[i - 1]?.[1] && y === places[i + 1]?.[1];
  return shortPath(`M${places.filter(([, y], i) => !isWithin(y, i)).join('L')}`);
}

/** Points at these angles per bar, and how many of them lie off the axis. */
export function countBars(
  thetaRad_n: ArrayLike<number>,
  halfRangeRad: number,
): { count_b: Uint16Array; outside: number } {
  const count_b = new Uint16Array(bars);
  let outside = 0;
  for (let i = 0; i < thetaRad_n.length; i++) {
    const bar = Math.floor(((thetaRad_n[i] / halfRangeRad + 1) / 2) * bars);
    if (bar >= 0 && bar < bars) count_b[bar]++;
    else outside++;
  }
  return { count_b, outside };
}

/** The histogram as one path, on the scale of the density beside it. */
export function barsPath(
  layout: WellLayout,
  count_b: ArrayLike<number>,
  points: number,
  topPerRad: number,
): string {
  const barRad = (2 * layout.halfRangeRad) / bars;
  let path = '';
  for (let b = 0; b < bars; b++) {
    if (!count_b[b]) continue;
    const from = xOf(layout, -layout.halfRangeRad + (b + 1) * barRad) + 0.6;
    const to = xOf(layout, -layout.halfRangeRad + b * barRad) - 0.6;
    const y = yOfDensity(layout, count_b[b] / points / barRad, topPerRad);
    path += `M${from.toFixed(1)},${layout.floor}V${y.toFixed(1)}H${to.toFixed(1)}V${layout.floor}`;
  }
  return path;
}

/** The smallest angle ≥ 0 (or, with side −1, the largest ≤ 0) at which a table reaches a value, within the axis. */
export function angleWhere(
  table_g: ArrayLike<number>,
  value: number,
  side: 1 | -1,
  halfRangeRad: number,
): number {
  const reach = Math.round(halfRangeRad / radPerNotch);
  for (let offset = 0; offset < reach; offset++) {
    if (table_g[half + side * offset] >= value) return side * offset * radPerNotch;
  }
  return side * halfRangeRad;
}
