/**
 * Path data of drawings that were made where the page is built, in fewer bytes: half of an article's HTML was numbers.
 * Straight paths are written anew in relative steps, no finer than a tenth of a pixel or so, without the points that lie
 * on the line between their neighbours. What has curves or arcs stays as it is.
 */

type Point = readonly [x: number, y: number];
interface Subpath {
  readonly points: Point[];
  isClosed: boolean;
}

/** Rewrites every `d` of a piece of HTML. */
export const compactPaths = (html: string): string =>
  html.replace(/ d="([MLHVZmlhvz\d.,\s-]+)"/g, (whole, d: string) => {
    const compact = compactPath(d);
    return compact.length < d.length ? ` d="${compact}"` : whole;
  });

/** One path of straight lines. Points move by at most a thousandth of its extent. */
export function compactPath(d: string): string {
  const subpaths = read(d);
  const all = subpaths.flatMap(({ points }) => points);
  const extent = Math.max(...[0, 1].map((axis) => spread(all.map((point) => point[axis]))));
  const decimals = extent > 60 ? 1 : extent > 6 ? 2 : 3;
  const unit = 10 ** decimals;
  let out = '';
  // Whole numbers of units, so that nothing drifts over many steps.
  let at: Point = [0, 0];
  for (const { points, isClosed } of subpaths) {
    const kept = withoutStraight(points, 0.5 / unit).map(([x, y]): Point => [
      Math.round(x * unit),
      Math.round(y * unit),
    ]);
    let command = 'm';
    for (const point of kept) {
      const [dx, dy] = [point[0] - at[0], point[1] - at[1]];
      if (command === 'm') out += `m${pair(dx, dy, unit)}`;
      else if (dy === 0) out += `${command === 'h' ? ' ' : 'h'}${number(dx, unit)}`;
      else if (dx === 0) out += `${command === 'v' ? ' ' : 'v'}${number(dy, unit)}`;
      else out += `${command === 'l' ? join(dx) : 'l'}${pair(dx, dy, unit)}`;
      // Pairs after a move are lines.
      command = command === 'm' ? 'l' : dy === 0 ? 'h' : dx === 0 ? 'v' : 'l';
      at = point;
    }
    if (isClosed) {
      out += 'z';
      at = kept[0];
    }
  }
  // A second number needs a mark before it only where nothing else parts it from the first.
  return out.replace(/ -/g, '-');
}

const join = (next: number): string => (next < 0 ? '' : ' ');
const pair = (dx: number, dy: number, unit: number): string =>
  `${number(dx, unit)}${join(dy)}${number(dy, unit)}`;
const number = (units: number, unit: number): string => String(units / unit).replace(/^(-?)0\./, '$1.');
const spread = (values: readonly number[]): number => {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
};

function read(d: string): Subpath[] {
  const subpaths: Subpath[] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest] of d.matchAll(/([MLHVZ])([^MLHVZ]*)/gi)) {
    const isRelative = command === command.toLowerCase();
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const kind = command.toUpperCase();
    if (kind === 'Z') {
      const last = subpaths.at(-1)!;
      last.isClosed = true;
      [x, y] = last.points[0];
      continue;
    }
    const wide = kind === 'M' || kind === 'L' ? 2 : 1;
    for (let i = 0; i + wide <= numbers.length; i += wide) {
      const [fromX, fromY] = isRelative ? [x, y] : [0, 0];
      if (kind === 'H') x = fromX + numbers[i];
      else if (kind === 'V') y = fromY + numbers[i];
      else [x, y] = [fromX + numbers[i], fromY + numbers[i + 1]];
      const isMove = kind === 'M' && i === 0;
      // A line after a closed outline begins where that began.
      if (isMove) subpaths.push({ points: [], isClosed: false });
      else if (subpaths.at(-1)!.isClosed)
        subpaths.push({ points: [subpaths.at(-1)!.points[0]], isClosed: false });
      subpaths.at(-1)!.points.push([x, y]);
    }
  }
  return subpaths;
}

/** Leaves points out that lie within `tolerance` of the line between two that stay (Ramer 1972, Douglas and Peucker 1973). */
function withoutStraight(points: readonly Point[], tolerance: number): Point[] {
  if (points.length < 3) return [...points];
  const stays = new Uint8Array(points.length);
  stays[0] = stays[points.length - 1] = 1;
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let [farthest, distance] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const far = distanceToSegment(points[i], points[from], points[to]);
      if (far > distance) [farthest, distance] = [i, far];
    }
    if (farthest < 0) continue;
    stays[farthest] = 1;
    open.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, i) => stays[i]);
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const along = square > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
