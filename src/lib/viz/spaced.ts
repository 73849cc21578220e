import { levelOf } from './ridge';

/**
 * Which of many places have room for something `sizePx` large, at most `most` of them: one for each cell of a grid,
 * chosen by a level of its own, not by order, so that what is chosen stays so while others come and go. Places that
 * are not finite, or beyond the view, have none.
 *
 * @returns indices, ascending
 */
export function spaced(
  xy_n2: ArrayLike<number>,
  widthPx: number,
  heightPx: number,
  sizePx: number,
  most: number,
): number[] {
  const columns = Math.max(1, Math.ceil(widthPx / sizePx));
  const chosen = new Map<number, number>();
  for (let n = 0; 2 * n < xy_n2.length; n++) {
    const [x, y] = [xy_n2[2 * n], xy_n2[2 * n + 1]];
    if (!(x >= 0 && y >= 0 && x <= widthPx && y <= heightPx)) continue;
    const cell = Math.floor(y / sizePx) * columns + Math.floor(x / sizePx);
    const other = chosen.get(cell);
    if (other === undefined || levelOf(n) < levelOf(other)) chosen.set(cell, n);
  }
  // Neighbours across a cell's edge may still cover each other: the lower level stays.
  const byLevel = [...chosen.values()].sort((a, b) => levelOf(a) - levelOf(b));
  const kept: number[] = [];
  for (const n of byLevel) {
    if (kept.length >= most) break;
    const isFree = kept.every(
      (m) => Math.hypot(xy_n2[2 * n] - xy_n2[2 * m], xy_n2[2 * n + 1] - xy_n2[2 * m + 1]) >= 0.85 * sizePx,
    );
    if (isFree) kept.push(n);
  }
  return kept.sort((a, b) => a - b);
}
