/** The map keeps areas, loses nothing, and what is drawn on it lies where the sphere has it. */
import { describe, expect, it } from 'vitest';
import { arcface } from '../../../src/lib/loss/arcface';
import { softmax } from '../../../src/lib/loss/softmax';
import { settingsOf } from '../../../src/lib/loss/spec';
import { refusalProbe, sphereCells, type Vector3 } from '../../../src/lib/loss/sphere-regions';
import { createRng } from '../../../src/lib/math/rng';
import {
  arcLine,
  borderLines,
  capLine,
  cellLine,
  crossStrokes,
  hatchLines,
} from '../../../src/lib/viz/sphere-arcs';
import { mapLayout, mapPath, placeOnMap, directionOnMap } from '../../../src/lib/viz/sphere-map';

const rng = createRng(5);
const randomDirection = (): Vector3 => {
  const [x, y, z] = [rng.gaussian(), rng.gaussian(), rng.gaussian()];
  const norm = Math.hypot(x, y, z);
  return [x / norm, y / norm, z / norm];
};
const layout = mapLayout(800, 400);
const at = { x: 0, y: 0 };
const placed = (u: Vector3): [number, number] => {
  placeOnMap(layout, ...u, at);
  return [at.x, at.y];
};
const subpaths = (d: string): [number, number][][] =>
  d
    .split('M')
    .slice(1)
    .map((part) =>
      part
        .replace('Z', '')
        .split('L')
        .map((pair) => pair.split(',').map(Number) as [number, number]),
    );

it('directions go to paper and back, near half left, far half right', () => {
  for (let i = 0; i < 200; i++) {
    const u = randomDirection();
    const [x, y] = placed(u);
    expect(x < 400).toBe(u[2] >= 0);
    directionOnMap(layout, x, y)!.forEach((value, k) => expect(value).toBeCloseTo(u[k], 9));
  }
  expect(placed([0, 0, 1])).toEqual([layout.nearX, layout.centreY]);
  expect(directionOnMap(layout, 1, 1)).toBeNull();
});

it('the halves meet where the sphere is hinged, and share every direction of the rim', () => {
  expect(placed([1, 0, 0])[0]).toBeCloseTo(400, 9);
  expect(placed([1, 0, -1e-12])[0]).toBeCloseTo(400, 3);
  // Up is up on both halves.
  expect(placed([0, 1, 0])[1]).toBeCloseTo(placed([0, 1, -1e-12])[1], 3);
});

it('areas are kept: a cap takes the same paper wherever it lies', () => {
  const shoelace = (points: [number, number][]) =>
    Math.abs(
      points.reduce((sum, [x, y], i) => {
        const [nextX, nextY] = points[(i + 1) % points.length];
        return sum + (x * nextY - nextX * y) / 2;
      }, 0),
    );
  const capRad = 0.3;
  // A cap has 2π(1 − cos r) of 4π; the two discs have 2πR².
  const share = (1 - Math.cos(capRad)) / 2;
  for (const centre of [
    [0, 0, 1],
    [0.6, 0, 0.8],
    [0, -0.8, -0.6],
  ] as Vector3[]) {
    const [outline] = subpaths(mapPath(layout, capLine(centre, capRad, 360), { isClosed: true }));
    expect(shoelace(outline) / (2 * Math.PI * layout.radius ** 2)).toBeCloseTo(share, 4);
  }
});

it('a curve over the rim ends on one half and goes on at the same direction of the other', () => {
  const parts = subpaths(mapPath(layout, arcLine([0.6, 0, 0.8], [0, 0.6, -0.8])));
  expect(parts).toHaveLength(2);
  const onRim = ([x, y]: [number, number], centreX: number) => Math.hypot(x - centreX, y - layout.centreY);
  const [last, first] = [parts[0].at(-1)!, parts[1][0]];
  expect(onRim(last, layout.nearX)).toBeCloseTo(layout.radius, 0);
  expect(onRim(first, layout.farX)).toBeCloseTo(layout.radius, 0);
  // Mirrored about the hinge.
  expect(last[0] + first[0]).toBeCloseTo(800, 0);
  expect(last[1]).toBeCloseTo(first[1], 0);
});

describe('ground, ten random weights', () => {
  const weights = Array.from({ length: 10 }, randomDirection);
  const cells = sphereCells(weights);
  const settings = settingsOf(arcface, { m: 0.5 });
  const refused = refusalProbe(arcface, settings, weights)!;
  const points = (lines: readonly (readonly number[])[]): Vector3[] =>
    lines.flatMap((line) =>
      Array.from({ length: line.length / 3 }, (_, i): Vector3 => [
        line[3 * i],
        line[3 * i + 1],
        line[3 * i + 2],
      ]),
    );

  it('borders are walked once, cells all round', () => {
    for (const u of points(borderLines(cells))) {
      const logits = weights.map((w) => w[0] * u[0] + w[1] * u[1] + w[2] * u[2]).sort((a, b) => b - a);
      expect(logits[0] - logits[1]).toBeLessThan(1e-9);
    }
    for (const u of points(cells.map((cell) => cellLine(cell)))) expect(Math.hypot(...u)).toBeCloseTo(1, 9);
  });

  it('every stroke of the hatching lies where a sample would be refused, and there is one near every such place', () => {
    const stepRad = 0.03;
    const strokes = points(hatchLines(refused, weights, cells, stepRad));
    expect(strokes.length).toBeGreaterThan(500);
    // Ends are bisected to some thousandths of a radian, so a twentieth may lie just outside.
    const outside = strokes.filter((u) => refused(...u) < 0);
    expect(outside.length / strokes.length).toBeLessThan(0.05);
    let seen = 0;
    let missed = 0;
    for (let i = 0; i < 1500; i++) {
      const u = randomDirection();
      if (refused(...u) < 0) continue;
      seen++;
      // Strokes are drawn as points up to 4° apart.
      const nearest = Math.min(...strokes.map((v) => Math.hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2])));
      if (nearest > 0.08) missed++;
    }
    expect(seen).toBeGreaterThan(300);
    expect(missed / seen).toBeLessThan(0.02);
  });

  it('no margin, no hatching', () => {
    expect(refusalProbe(softmax, settingsOf(softmax), weights)).toBeNull();
    const none = refusalProbe(arcface, settingsOf(arcface, { m: 0 }), weights)!;
    expect(hatchLines(none, weights, cells, 0.03)).toEqual([]);
  });
});

it('strokes across an angle lie between its two ends', () => {
  const [a, b]: Vector3[] = [
    [0, 0, 1],
    [Math.sin(0.4), 0, Math.cos(0.4)],
  ];
  const lines = crossStrokes(a, b, 0.4, 0.9, 0.05, 0.02);
  expect(lines).toHaveLength(11);
  for (const line of lines) {
    const middle = [0, 1, 2].map((k) => (line[k] + line[k + 3]) / 2);
    const rad = Math.atan2(middle[0], middle[2]);
    expect(rad).toBeGreaterThan(0.39);
    expect(rad).toBeLessThan(0.91);
  }
  expect(crossStrokes(a, a, 0, 1, 0.05, 0.02)).toEqual([]);
});
