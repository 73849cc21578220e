/** The little that a small SVG plot needs: a straight scale, and path data through points. */

/** The straight line that takes `from` to `to`; not held to that range. */
export function straightScale(
  from: readonly [number, number],
  to: readonly [number, number],
): (value: number) => number {
  const slope = (to[1] - to[0]) / (from[1] - from[0]);
  return (value) => to[0] + (value - from[0]) * slope;
}

export type PlotPoint = readonly [x: number, y: number];

const short = (value: number): string => (Math.round(value * 100) / 100).toString();

/** Path data through `points` in order; empty without points. */
export const linePath = (points: readonly PlotPoint[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(x)},${short(y)}`).join('');

/** A closed outline: along `upper`, and back along `lower`. Both run in the same direction. */
export const bandPath = (upper: readonly PlotPoint[], lower: readonly PlotPoint[]): string =>
  upper.length === 0 ? '' : `${linePath([...upper, ...[...lower].reverse()])}Z`;

/** An arrow from one point to another: its shaft, and its head as an open angle. Empty if it is shorter than `least`. */
export function arrowPath([x0, y0]: PlotPoint, [x1, y1]: PlotPoint, head = 7, least = 1): string {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length >= least)) return '';
  const barb = Math.min(head, length * 0.6);
  const backRad = Math.atan2(y0 - y1, x0 - x1);
  const at = (turnRad: number): PlotPoint => [
    x1 + barb * Math.cos(backRad + turnRad),
    y1 + barb * Math.sin(backRad + turnRad),
  ];
  return (
    linePath([
      [x0, y0],
      [x1, y1],
    ]) + linePath([at(0.45), [x1, y1], at(-0.45)])
  );
}
