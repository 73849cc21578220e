/** SVG path data for lines and outlines on straight axes, in CSS pixels with y downwards. */

const num = (value: number): string => (Math.round(value * 100) / 100).toString();

/** An open line through points; breaks where a point is not finite. */
export function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  let path = '';
  let pen = false;
  for (const [x, y] of points) {
    const drawn = Number.isFinite(x) && Number.isFinite(y);
    if (drawn) path += `${pen ? 'L' : 'M'}${num(x)},${num(y)}`;
    pen = drawn;
  }
  return path;
}

/** A closed outline. */
export const outlinePath = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.length > 2 ? `${linePath(points)}Z` : '';
