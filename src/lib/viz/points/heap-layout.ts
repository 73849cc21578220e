/** A histogram with its theory: where bars and curves stand over one axis. */
import { shortPath } from './short-path';

export interface HeapLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly floor: number;
  /** The axis from its left end to its right end; it may fall. */
  readonly from: number;
  readonly to: number;
}

/** A curve: where on the axis, and the density there. */
export type Curve = readonly (readonly [at: number, density: number])[];

export const heapX = ({ left, right, from, to }: HeapLayout, at: number): number =>
  left + ((at - from) / (to - from)) * (right - left);

export const heapY = ({ top, floor }: HeapLayout, density: number, topDensity: number): number =>
  floor - Math.min(1.05, density / topDensity) * (floor - top);

/** Values per bar from the axis's left end, and how many lie off it. */
export function countHeap(
  values: ArrayLike<number>,
  { from, to }: HeapLayout,
  bars: number,
): { count_b: Uint16Array; outside: number } {
  const count_b = new Uint16Array(bars);
  let outside = 0;
  for (let i = 0; i < values.length; i++) {
    const bar = Math.floor(((values[i] - from) / (to - from)) * bars);
    if (bar >= 0 && bar < bars) count_b[bar]++;
    else outside++;
  }
  return { count_b, outside };
}

/** The bars as one path, on the scale of the density. */
export function heapBars(
  layout: HeapLayout,
  count_b: ArrayLike<number>,
  points: number,
  topDensity: number,
): string {
  const { left, right, from, to, floor } = layout;
  const widthPx = (right - left) / count_b.length;
  const width = Math.abs(to - from) / count_b.length;
  let path = '';
  for (let b = 0; b < count_b.length; b++) {
    if (!count_b[b]) continue;
    const y = heapY(layout, count_b[b] / points / width, topDensity).toFixed(1);
    const x = left + b * widthPx;
    path += `M${(x + 0.6).toFixed(1)},${floor}V${y}H${(x + widthPx - 0.6).toFixed(1)}V${floor}`;
  }
  return path;
}

/** A curve within the axis as a path. */
export function heapCurve(layout: HeapLayout, curve: Curve, topDensity: number): string {
  const [least, most] = [Math.min(layout.from, layout.to), Math.max(layout.from, layout.to)];
  const corners = curve
    .filter(([at]) => at >= least && at <= most)
    .map(([at, density]) => {
      const y = heapY(layout, density, topDensity);
      return `${heapX(layout, at).toFixed(1)},${y.toFixed(1)}`;
    });
  return corners.length > 1 ? shortPath(`M${corners.join('L')}`) : '';
}

/** The smallest of a few ranges that holds nearly all of a density; else the largest. */
export const rangeFor = (ranges: readonly number[], shareWithin: (range: number) => number): number =>
  ranges.find((range) => shareWithin(range) > 0.985) ?? ranges.at(-1)!;
