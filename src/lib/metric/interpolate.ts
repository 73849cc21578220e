/**
 * y at `x` on the polyline through ascending (xs, ys), as NumPy's interp: where several points share that x, the last
 * of them; before the first and after the last point, their y.
 */
export function interpolate(x: number, xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  const last = xs.length - 1;
  if (x >= xs[last]) return ys[last];
  if (x < xs[0]) return ys[0];
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  return ys[low] + ((ys[high] - ys[low]) / (xs[high] - xs[low])) * (x - xs[low]);
}
