/** Where things stand in the view of angles, in CSS pixels. */
export interface AnglesLayout {
  readonly x0: number;
  readonly x1: number;
  /** The axis: own angles above it, the others below. */
  readonly axisY: number;
  /** Height of a full ridge above the axis, and of a full silhouette below. */
  readonly above: number;
  readonly below: number;
  readonly ticksY: number;
  readonly dotRadius: number;
  readonly fontPx: number;
}

/** Room for two lines of words above the ridge, and for degrees below. */
export function anglesLayout(widthPx: number, heightPx: number): AnglesLayout {
  const fontPx = widthPx < 340 ? 12.5 : 13.5;
  const top = 3.1 * fontPx;
  const bottom = 1.5 * fontPx;
  const tall = Math.max(40, heightPx - top - bottom);
  const axisY = top + 0.6 * tall;
  return {
    x0: 14,
    x1: Math.max(54, widthPx - 16),
    axisY,
    above: 0.6 * tall,
    below: 0.4 * tall,
    ticksY: axisY + 0.4 * tall + 1.2 * fontPx,
    dotRadius: widthPx < 340 ? 1.1 : 1.4,
    fontPx,
  };
}
