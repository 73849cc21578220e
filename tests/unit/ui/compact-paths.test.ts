/** Path data in fewer bytes draws the same: read back by a reader of this test's own, point by point. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import { compactPath, compactPaths } from '../../../src/lib/ui/compact-paths';

type Point = [number, number];

/** Every point that a path of lines passes, sampled densely on each of its segments. */
function trace(d: string): { ends: Point[]; dense: Point[]; closed: number } {
  const tokens = d.match(/[a-zA-Z]|-?(?:\d*\.\d+|\d+)/g) ?? [];
  const [ends, dense]: [Point[], Point[]] = [[], []];
  let [x, y, startX, startY, closed, i] = [0, 0, 0, 0, 0, 0];
  let command = '';
  const to = (nextX: number, nextY: number, draws: boolean): void => {
    for (let k = 0; draws && k <= 100; k++)
      dense.push([x + ((nextX - x) * k) / 100, y + ((nextY - y) * k) / 100]);
    [x, y] = [nextX, nextY];
    if (!draws) [startX, startY] = [x, y];
    ends.push([x, y]);
  };
  while (i < tokens.length) {
    if (/[a-z]/i.test(tokens[i])) command = tokens[i++];
    const base = command === command.toLowerCase() ? [x, y] : [0, 0];
    const take = () => Number(tokens[i++]);
    switch (command.toLowerCase()) {
      case 'z':
        closed++;
        to(startX, startY, true);
        break;
      case 'h':
        to(base[0] + take(), y, true);
        break;
      case 'v':
        to(x, base[1] + take(), true);
        break;
      default:
        to(base[0] + take(), base[1] + take(), command.toLowerCase() === 'l');
        if (command === 'm') command = 'l';
        if (command === 'M') command = 'L';
    }
  }
  return { ends, dense, closed };
}
const farFrom = (point: Point, others: readonly Point[]): number =>
  Math.min(...others.map(([x, y]) => Math.hypot(point[0] - x, point[1] - y)));

describe.each([400, 40, 4])('within %i units', (size) => {
  it('a wandering line stays within a thousandth of its extent, and takes fewer bytes', () => {
    const rng = createRng(size);
    const points = Array.from({ length: 60 }, () => [rng.next() * size, rng.next() * size] as Point);
    const d =
      points.map(([x, y], i) => `${i % 20 ? 'L' : 'M'}${x.toFixed(4)},${y.toFixed(4)}`).join('') + 'Z';
    const compact = compactPath(d);
    expect(compact.length).toBeLessThan(0.8 * d.length);
    const [before, after] = [trace(d), trace(compact)];
    expect(after.closed).toBe(before.closed);
    for (const point of before.ends) expect(farFrom(point, after.ends)).toBeLessThan(size / 400);
    for (const point of after.ends) expect(farFrom(point, before.ends)).toBeLessThan(size / 400);
  });
});

it('points on a straight line go, and those of a curve stay as near as can be seen', () => {
  expect(compactPath('M0,0L10,0L20,0L100,0L100,50L100,90')).toBe('m0 0h100v90');
  const curve = Array.from({ length: 200 }, (_, i): Point => [i, 50 * Math.sin(i / 30)]);
  const d = curve.map(([x, y], i) => `${i ? 'L' : 'M'}${x},${y.toFixed(2)}`).join('');
  const after = trace(compactPath(d));
  expect(after.ends.length).toBeLessThan(80);
  for (const point of curve) expect(farFrom(point, after.dense)).toBeLessThan(0.15);
});

it('dots, outlines, and lines that go on after an outline keep their places', () => {
  expect(compactPath('M3,4h0M80,-5h0')).toBe('m3 4h0m77-9h0');
  expect(compactPath('m0.5,0.25l99,0.5z')).toBe('m.5 .3 99 .5z');
  const d = 'M10,10L90,10L90,80ZL5,70';
  expect(trace(compactPath(d)).ends.at(-1)).toEqual([5, 70]);
});

it('what has curves, and what would not be shorter, stays as it is', () => {
  const html =
    '<path d="M0,0C1,2 3,4 5,6"/><path d="m0 0h9"/><path class="x" d="M100.00,200.00L300.00,400.00"/>';
  expect(compactPaths(html)).toBe(
    '<path d="M0,0C1,2 3,4 5,6"/><path d="m0 0h9"/><path class="x" d="m100 200 200 200"/>',
  );
});
