/** Where things stand in the view of pair angles, in CSS pixels. */
export interface PairsLayout {
  readonly x0: number;
  readonly x1: number;
  /** The axis: pairs of one class above it, of two classes below. */
  readonly axisY: number;
  readonly above: number;
  readonly below: number;
  readonly ticksY: number;
  readonly fontPx: number;
}

/** Room for a line of words above, one below, and the degrees. */
export function pairsLayout(widthPx: number, heightPx: number): PairsLayout {
  const fontPx = widthPx < 260 ? 12 : 13.5;
  const top = 1.4 * fontPx;
  const bottom = 2.9 * fontPx;
  const tall = Math.max(30, heightPx - top - bottom);
  const axisY = top + 0.55 * tall;
  return {
    x0: 6,
    x1: Math.max(40, widthPx - 8),
    axisY,
    above: 0.55 * tall,
    below: 0.45 * tall,
    ticksY: axisY + 0.45 * tall + 2.5 * fontPx,
    fontPx,
  };
}
