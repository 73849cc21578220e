/** Arcs of great circles and the margin's hatching on the unit sphere, as points; a view projects them. */
import type { RefusalProbe, SphereCell, Vector3 } from '../loss/sphere-regions';
import { cut } from '../loss/sphere-regions';

/** A curve on the sphere: x, y, z of one point after another. */
export type SphereLine = readonly number[];

const degree = Math.PI / 180;

/** The great-circle arc from a to b, both ends included, in steps of at most `stepRad`; less than half a turn. */
export function arcLine(a: Vector3, b: Vector3, stepRad = 3 * degree): number[] {
  const chord = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  const angleRad = 2 * Math.asin(Math.min(1, chord / 2));
  const steps = Math.max(1, Math.ceil(angleRad / stepRad));
  const line: number[] = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const [ofA, ofB] =
      angleRad < 1e-6
        ? [1 - t, t]
        : [Math.sin((1 - t) * angleRad) / Math.sin(angleRad), Math.sin(t * angleRad) / Math.sin(angleRad)];
    line.push(ofA * a[0] + ofB * b[0], ofA * a[1] + ofB * b[1], ofA * a[2] + ofB * b[2]);
  }
  return line;
}

/** Outline of a cell, closed. */
export const cellLine = ({ corners }: SphereCell, stepRad?: number): number[] =>
  corners.flatMap((corner, k) => arcLine(corner, corners[(k + 1) % corners.length], stepRad).slice(3));

/** Boundaries between classes, each once; none between weights of one class. */
export const borderLines = (cells: readonly SphereCell[]): number[][] =>
  cells.flatMap(({ classIndex, corners, rivals }) =>
    rivals.flatMap((rival, k) =>
      rival > classIndex ? [arcLine(corners[k], corners[(k + 1) % corners.length])] : [],
    ),
  );

/** How far a stroke leans while it crosses its own length. */
const lean = 0.6;
/** Steps at which a stroke is asked whether it is still in the band; its ends are then bisected. */
const scanRad = 2.5 * degree;
/** How far from its boundary a band may reach. */
const reachRad = 75 * degree;
/** How far past the end of a boundary its strokes are looked for: there the band turns a corner. */
const roundRad = 20 * degree;

/**
 * The strokes of the margin's bands. They run inward from each boundary at steps of `stepRad` of azimuth about the
 * pair's normal, counted from the middle between the two weights, so that they are engraved: they turn with the sphere
 * and hold still while a band grows. `pointRad`: how far apart the points of a stroke are, at most.
 */
export function hatchLines(
  refused: RefusalProbe,
  weights: readonly Vector3[],
  cells: readonly SphereCell[],
  stepRad: number,
  pointRad = 4 * degree,
): SphereLine[] {
  const rows = weights.length;
  const strokes = new Map<number, Set<number>>();
  for (const { classIndex, row, corners, rivals, rivalRows } of cells) {
    rivalRows.forEach((rival, k) => {
      if (rival === cut || rivals[k] <= classIndex) return;
      const pair = row * rows + rival;
      const frame = frameOf(weights[row], weights[rival]);
      const from = azimuth(frame, corners[k]);
      let span = azimuth(frame, corners[(k + 1) % corners.length]) - from;
      span -= 2 * Math.PI * Math.round(span / (2 * Math.PI));
      const [low, high] = span < 0 ? [from + span, from] : [from, from + span];
      const found = strokes.get(pair) ?? new Set<number>();
      const turn = Math.max(1, Math.round((2 * Math.PI) / stepRad));
      for (let s = Math.ceil((low - roundRad) / stepRad); s * stepRad <= high + roundRad; s++)
        found.add(((s % turn) + turn) % turn);
      strokes.set(pair, found);
    });
  }
  const lines: SphereLine[] = [];
  for (const [pair, numbers] of strokes) {
    const [first, second] = [Math.floor(pair / rows), pair % rows];
    const frame = frameOf(weights[first], weights[second]);
    for (const s of numbers) {
      trace(frame, s * stepRad, 1, first * rows + second, refused, pointRad, lines);
      trace(frame, s * stepRad, -1, second * rows + first, refused, pointRad, lines);
    }
  }
  return lines;
}

/** Axes of a pair: the normal of its boundary, and two directions on the boundary. */
interface PairFrame {
  readonly normal: Vector3;
  readonly middle: Vector3;
  readonly side: Vector3;
}

function frameOf(first: Vector3, second: Vector3): PairFrame {
  const normal = unit([first[0] - second[0], first[1] - second[1], first[2] - second[2]]);
  const sum: Vector3 = [first[0] + second[0], first[1] + second[1], first[2] + second[2]];
  const along = sum[0] * normal[0] + sum[1] * normal[1] + sum[2] * normal[2];
  let middle: Vector3 = [sum[0] - along * normal[0], sum[1] - along * normal[1], sum[2] - along * normal[2]];
  // Opposite weights have no middle; any direction of the boundary will do.
  if (Math.hypot(...middle) < 1e-9)
    middle = Math.abs(normal[0]) < 0.9 ? cross(normal, [1, 0, 0]) : cross(normal, [0, 1, 0]);
  middle = unit(middle);
  return { normal, middle, side: cross(normal, middle) };
}

const cross = (a: Vector3, b: Vector3): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit([x, y, z]: Vector3): Vector3 {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

const azimuth = ({ middle, side }: PairFrame, [x, y, z]: Vector3): number =>
  Math.atan2(side[0] * x + side[1] * y + side[2] * z, middle[0] * x + middle[1] * y + middle[2] * z);

/** Follows one stroke from the boundary inward and keeps the stretches where `code` is what the probe answers. */
function trace(
  { normal, middle, side }: PairFrame,
  azimuthRad: number,
  sign: 1 | -1,
  code: number,
  refused: RefusalProbe,
  pointRad: number,
  lines: SphereLine[],
): void {
  const here = [0, 0, 0];
  const at = (t: number): void => {
    const rad = azimuthRad + lean * t;
    const [cos, sin] = [Math.cos(t), Math.sin(t) * sign];
    const [ofMiddle, ofSide] = [cos * Math.cos(rad), cos * Math.sin(rad)];
    for (let k = 0; k < 3; k++) here[k] = ofMiddle * middle[k] + ofSide * side[k] + sin * normal[k];
  };
  const isIn = (t: number): boolean => {
    at(t);
    return refused(here[0], here[1], here[2]) === code;
  };
  const edge = (inside: number, outside: number): number => {
    let [a, b] = [inside, outside];
    for (let i = 0; i < 8; i++) {
      const middleT = (a + b) / 2;
      if (isIn(middleT)) a = middleT;
      else b = middleT;
    }
    return a;
  };
  let start: number | null = null;
  let before = 1e-4;
  if (isIn(before)) start = 0;
  for (let t = scanRad; t <= reachRad; t += scanRad) {
    const now = isIn(t);
    if (now && start === null) start = edge(t, before);
    if (!now && start !== null) {
      push(start, edge(before, t));
      start = null;
    }
    before = t;
  }
  if (start !== null) push(start, before);

  function push(from: number, to: number): void {
    if (to - from < 0.3 * degree) return;
    const steps = Math.max(1, Math.ceil((to - from) / pointRad));
    const line: number[] = [];
    for (let i = 0; i <= steps; i++) {
      at(from + ((to - from) * i) / steps);
      line.push(here[0], here[1], here[2]);
    }
    lines.push(line);
  }
}

/** The circle at `angleRad` round a direction: the rim of a cap, closed. */
export function capLine(centre: Vector3, angleRad: number, steps = 72): number[] {
  const first = unit(Math.abs(centre[0]) < 0.9 ? cross(centre, [1, 0, 0]) : cross(centre, [0, 1, 0]));
  const second = cross(centre, first);
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const turnRad = (2 * Math.PI * i) / steps;
    const [ofFirst, ofSecond] = [sin * Math.cos(turnRad), sin * Math.sin(turnRad)];
    return [0, 1, 2].map((k) => cos * centre[k] + ofFirst * first[k] + ofSecond * second[k]);
  }).flat();
}

/**
 * The margin beyond an angle as short slanted strokes across the great circle from `a` through `b`, between two angles
 * from `a`.
 */
export function crossStrokes(
  a: Vector3,
  b: Vector3,
  fromRad: number,
  toRad: number,
  stepRad: number,
  halfRad: number,
): SphereLine[] {
  const pole = cross(a, b);
  if (!(Math.hypot(...pole) > 1e-9)) return [];
  const across = unit(pole);
  const ahead = cross(across, a);
  const lines: SphereLine[] = [];
  const place = (rad: number, off: number): number[] =>
    [0, 1, 2].map(
      (k) => Math.cos(off) * (Math.cos(rad) * a[k] + Math.sin(rad) * ahead[k]) + Math.sin(off) * across[k],
    );
  for (let s = Math.ceil(fromRad / stepRad); s * stepRad <= toRad; s++) {
    lines.push([
      ...place(s * stepRad - lean * halfRad, -halfRad),
      ...place(s * stepRad + lean * halfRad, halfRad),
    ]);
  }
  return lines;
}
