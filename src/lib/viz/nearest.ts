/** The index of the point of `xy_n2` [N, 2] nearest to (x, y) and within `reach`, or null. */
export function nearestPoint(xy_n2: ArrayLike<number>, x: number, y: number, reach: number): number | null {
  let best = reach * reach;
  let found: number | null = null;
  for (let i = 0; 2 * i < xy_n2.length; i++) {
    const distance = (xy_n2[2 * i] - x) ** 2 + (xy_n2[2 * i + 1] - y) ** 2;
    if (distance <= best) {
      best = distance;
      found = i;
    }
  }
  return found;
}
