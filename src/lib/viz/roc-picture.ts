/** The picture of an ROC curve: where things stand, in CSS pixels, its lines and its words, the same alive and still. */
import { linePath } from './line-path';
import { tarAt, type PairRoc } from './pair-roc';

export interface RocWords {
  readonly far: string;
  readonly tar: string;
  readonly chance: string;
  readonly tarAt: (tar: number) => string;
  readonly equal: (share: number) => string;
}

/** Rates that the horizontal axis may begin at: decades, as false accepts are told in them. */
const decades = [1e-4, 1e-3, 1e-2] as const;

export interface RocLayout {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly fontPx: number;
  /** The least rate on the axis. */
  readonly leastFar: number;
  readonly farTicks: readonly number[];
  readonly tarTicks: readonly number[];
  readonly x: (far: number) => number;
  readonly y: (tar: number) => number;
  /** The rate at a place; the axis is logarithmic. */
  readonly farAt: (px: number) => number;
}

/** @param impostors pairs of two classes: a rate below one of them is none */
export function rocLayout(widthPx: number, heightPx: number, impostors: number): RocLayout {
  const fontPx = widthPx < 260 ? 12 : 13.5;
  const [x0, x1] = [3.1 * fontPx, Math.max(60, widthPx - 0.6 * fontPx)];
  const [y1, y0] = [1.5 * fontPx, Math.max(40, heightPx - 2.9 * fontPx)];
  const leastFar = decades.find((far) => far * impostors >= 1) ?? 1e-2;
  const digits = -Math.log10(leastFar);
  const farTicks = Array.from({ length: Math.round(digits) + 1 }, (_, i) => leastFar * 10 ** i);
  return {
    x0,
    x1,
    y0,
    y1,
    fontPx,
    leastFar,
    farTicks,
    tarTicks: [0, 0.25, 0.5, 0.75, 1],
    x: (far) => x0 + (Math.log10(Math.max(leastFar, far) / leastFar) / digits) * (x1 - x0),
    y: (tar) => y0 - tar * (y0 - y1),
    farAt: (px) => leastFar * 10 ** (Math.min(1, Math.max(0, (px - x0) / (x1 - x0))) * digits),
  };
}

/** The rate at which the share that is let in is told. */
const toldFar = 0.01;

/** Path data; empty where there is no curve. */
export function rocPaths(roc: PairRoc | null, layout: RocLayout): Readonly<Record<RocPart, string>> {
  const { x, y, x0, x1, y0, farTicks, tarTicks } = layout;
  const spot = (far: number, tar: number): string => `M${x(far).toFixed(1)},${y(tar).toFixed(1)}h0`;
  return {
    grid:
      tarTicks.map((tar) => `M${x0},${y(tar)}H${x1}`).join('') +
      farTicks.map((far) => `M${x(far).toFixed(1)},${y(1)}V${y0}`).join(''),
    chance: chancePath(layout),
    curve: roc ? curvePath(roc, layout) : '',
    told: roc ? spot(toldFar, tarAt(roc, toldFar)) : '',
    equal: roc ? spot(roc.equalError, 1 - roc.equalError) : '',
  };
}

/** How its parts are drawn. */
export const rocStyles = {
  grid: 'fill:none;stroke:var(--rule)',
  chance: 'fill:none;stroke:var(--ink-3);stroke-dasharray:2 4',
  curve: 'fill:none;stroke:var(--theta);stroke-width:2',
  told: 'fill:none;stroke:var(--theta);stroke-width:9;stroke-linecap:round',
  equal: 'fill:none;stroke:var(--ink);stroke-width:6;stroke-linecap:round',
} as const;
export type RocPart = keyof typeof rocStyles;

/** Words beside the curve, from the curve itself. */
export function rocLabels(roc: PairRoc | null, layout: RocLayout, words: RocWords): RocLabel[] {
  const { x, y, x0, x1, y0, y1, fontPx } = layout;
  const axes: RocLabel[] = [
    { text: words.far, x: x1, y: y0 + 2.4 * fontPx, fill: 'ink-2', anchor: 'end' },
    { text: words.tar, x: x0, y: y1 - 0.6 * fontPx, fill: 'ink-2', anchor: 'start' },
  ];
  if (!roc) return axes;
  const tar = tarAt(roc, toldFar);
  // Below its point, where a curve that rises leaves room; where there is none, above.
  const below = y(tar) + 1.5 * fontPx;
  const tarY = below < y0 - 2 * fontPx ? below : y(tar) - 0.8 * fontPx;
  const equalY = Math.max(y(1 - roc.equalError) + 1.5 * fontPx, tarY + 1.3 * fontPx);
  return [
    ...axes,
    { text: words.tarAt(tar), x: x(toldFar) + 6, y: tarY, fill: 'theta', anchor: 'start' },
    {
      text: words.equal(roc.equalError),
      x: x1,
      y: Math.min(equalY, y0 - 0.5 * fontPx),
      fill: 'ink',
      anchor: 'end',
    },
    ...(x1 - x0 < 260
      ? []
      : [
          {
            text: words.chance,
            x: x(0.3),
            y: y(0.3) + 1.3 * fontPx,
            fill: 'ink-3',
            anchor: 'start',
          } as const,
        ]),
  ];
}

export interface RocLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** A token of the page. */
  readonly fill: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** The curve from the least rate to the right edge; points that share a place are drawn once. */
function curvePath({ far_b, tar_b }: PairRoc, { x, y, leastFar }: RocLayout): string {
  const points: [number, number][] = [];
  for (let b = 0; b < far_b.length; b++) {
    // Of all thresholds that let in fewer than the axis can show, the last one.
    if (far_b[b] < leastFar && b + 1 < far_b.length && far_b[b + 1] < leastFar) continue;
    const [px, py] = [x(far_b[b]), y(tar_b[b])];
    const last = points.at(-1);
    const isEnd = b + 1 === far_b.length;
    if (!isEnd && last && Math.abs(last[0] - px) < 0.25 && Math.abs(last[1] - py) < 0.25) continue;
    points.push([px, py]);
  }
  return linePath(points);
}

/** What a pair of pictures chosen by lot would give: as many of one kind as of the other. */
function chancePath({ x, y, leastFar }: RocLayout): string {
  const points = Array.from({ length: 41 }, (_, i) => {
    const far = leastFar ** (1 - i / 40);
    return [x(far), y(far)] as const;
  });
  return linePath(points);
}

/** Rates as they are told: 0.01 %, 1 %, 100 %. */
export const rateText = (rate: number): string => `${Number((100 * rate).toPrecision(3))} %`;
