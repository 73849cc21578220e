/**
 * Where each class wins, in two dimensions: arcs of the circle of directions (`plane-regions.ts` has polygons of the
 * plane). Margin bands are the directions that class y wins, yet where a training sample of class y is still refused
 * because its target logit is lowered by the margin.
 */
import { wrapAngle } from '../math/angle';
import { usedWeights, type HeadWeights } from './decide';
import { branchPointsOf, targetOf, type LossSettings, type LossSpec } from './spec';
import { otherLogitAt, raisesOthers } from './other-logit';
import { targetLogitAt } from './target-logit';

/** A stretch of directions, counter-clockwise, radians: 0 ≤ fromRad < 2π, fromRad < toRad ≤ fromRad + 2π. */
export interface CircleArc {
  readonly classIndex: number;
  readonly fromRad: number;
  readonly toRad: number;
}

/** Class weights of two dimensions. */
export type PlanarWeights = HeadWeights;

/**
 * The class that wins in each direction: the largest logit without a margin at a feature so long that biases do not
 * count. Arcs ascend from direction 0, neighbours of one class are merged, and their ends are exact: directions in
 * which two logits are equal. A class that wins nowhere has no arc.
 */
export function circleRegions(spec: LossSpec, planar: PlanarWeights): CircleArc[] {
  const weights = planarWeights(spec, planar);
  if (weights.length === 0) return [];
  const edgesRad: number[] = [];
  weights.forEach(([xi, yi], i) =>
    weights.slice(0, i).forEach(([xj, yj]) => {
      if (xi === xj && yi === yj) return;
      // Logits are equal in the two directions across W_i − W_j.
      const acrossRad = Math.atan2(yi - yj, xi - xj) + Math.PI / 2;
      edgesRad.push(wrapAngle(acrossRad), wrapAngle(acrossRad + Math.PI));
    }),
  );
  edgesRad.sort((a, b) => a - b);
  if (edgesRad.length === 0) return [{ classIndex: 0, fromRad: 0, toRad: FULL_TURN }];
  const arcs = edgesRad
    .map((fromRad, i) => ({ fromRad, toRad: edgesRad[i + 1] ?? edgesRad[0] + FULL_TURN }))
    .filter(({ fromRad, toRad }) => toRad - fromRad > LEAST_ARC_RAD)
    .map(({ fromRad, toRad }) => ({
      classIndex: classOfRow(planar, winnerInDirection(weights, (fromRad + toRad) / 2)),
      fromRad,
      toRad,
    }));
  return mergeArcs(arcs);
}

/**
 * The directions that a class wins, yet in which a training sample of that class is refused, as its target logit is
 * below another class's. Found by sampling and bisection, so that any ψ and safeguard will do; empty for a loss
 * without a margin.
 */
export function circleMarginBands(
  spec: LossSpec,
  settings: LossSettings,
  planar: PlanarWeights,
): CircleArc[] {
  if (!targetOf(spec)) return [];
  const weights = planarWeights(spec, planar);
  const rays = weights.map((weight, r) => ({
    classIndex: classOfRow(planar, r),
    rad: directionOf(weight),
    norm: Math.hypot(...weight),
  }));
  const raises = raisesOthers(spec, settings);
  const branchesRad = branchPointsOf(spec, settings);
  return circleRegions(spec, planar).flatMap(({ classIndex, fromRad, toRad }) => {
    const own = rays.filter((ray) => ray.classIndex === classIndex);
    const others = rays.filter((ray) => ray.classIndex !== classIndex);
    const isRefused = (rad: number): boolean => {
      const target = Math.max(
        ...own.map((ray) => ray.norm * targetLogitAt(spec, settings, angularDistance(rad, ray.rad)).psi),
      );
      return others.some((ray) => {
        const logit = raises
          ? otherLogitAt(spec, settings, angularDistance(rad, ray.rad))
          : ray.norm * Math.cos(rad - ray.rad);
        return logit > target + LEAST_REFUSAL;
      });
    };
    const marksRad = own.flatMap((ray) => [
      ray.rad,
      ...branchesRad.flatMap((branchRad) => [ray.rad + branchRad, ray.rad - branchRad]),
    ]);
    return intervalsWhere(isRefused, fromRad, toRad, marksRad).map(([from, to]) =>
      arcOf(classIndex, from, to),
    );
  });
}

export type Point = readonly [x: number, y: number];

const FULL_TURN = 2 * Math.PI;
/** Two edges this close are one, met twice by rounding. */
const LEAST_ARC_RAD = 1e-12;
/** Rounding of a logit, below which nobody is refused. */
const LEAST_REFUSAL = 1e-12;
/** Bands thinner than this may be missed where ψ crosses twice between two samples. */
const SAMPLE_RAD = Math.PI / 180;

/** The planar weights as the logits use them. */
export function planarWeights(spec: LossSpec, { weights_cd }: PlanarWeights): Point[] {
  const used_cd = usedWeights(spec, weights_cd, 2);
  return Array.from({ length: used_cd.length / 2 }, (_, r) => [used_cd[2 * r], used_cd[2 * r + 1]]);
}

/** The class of weight row `r`. */
export function classOfRow({ weights_cd, bias_c }: PlanarWeights, r: number): number {
  const rows = weights_cd.length / 2;
  // Whoever has no biases at hand has one row a class.
  const classes = bias_c?.length || rows;
  return Math.floor((r * classes) / rows);
}

const directionOf = ([x, y]: Point): number => wrapAngle(Math.atan2(y, x));

const along = ([x, y]: Point, rad: number): number => x * Math.cos(rad) + y * Math.sin(rad);

/** The angle between two directions, 0 to π. */
function angularDistance(aRad: number, bRad: number): number {
  const turn = wrapAngle(aRad - bRad);
  return turn > Math.PI ? FULL_TURN - turn : turn;
}

function winnerInDirection(weights: readonly Point[], rad: number): number {
  let winner = 0;
  weights.forEach((weight, j) => {
    if (along(weight, rad) > along(weights[winner], rad)) winner = j;
  });
  return winner;
}

function arcOf(classIndex: number, fromRad: number, toRad: number): CircleArc {
  const from = wrapAngle(fromRad);
  return { classIndex, fromRad: from, toRad: from + (toRad - fromRad) };
}

/** Joins neighbouring arcs of one class, round the circle too. */
function mergeArcs(arcs: readonly CircleArc[]): CircleArc[] {
  const merged: CircleArc[] = [];
  for (const arc of arcs) {
    const last = merged.at(-1);
    if (last && last.classIndex === arc.classIndex) merged[merged.length - 1] = { ...last, toRad: arc.toRad };
    else merged.push(arc);
  }
  const [first, last] = [merged[0], merged.at(-1)!];
  if (first === last) return [{ classIndex: first.classIndex, fromRad: 0, toRad: FULL_TURN }];
  if (first.classIndex !== last.classIndex) return merged;
  return [...merged.slice(1, -1), { ...last, toRad: first.toRad + FULL_TURN }];
}

/** The maximal intervals of [fromRad, toRad] where `holds`, with ends bisected; `marksRad` are sampled on both sides. */
function intervalsWhere(
  holds: (rad: number) => boolean,
  fromRad: number,
  toRad: number,
  marksRad: readonly number[],
): [number, number][] {
  const count = Math.max(8, Math.ceil((toRad - fromRad) / SAMPLE_RAD));
  const even = Array.from({ length: count + 1 }, (_, i) => fromRad + ((toRad - fromRad) * i) / count);
  const besideMarks = marksRad
    .flatMap((rad) => [rad - 1e-9, rad + 1e-9])
    .map((rad) => fromRad + wrapAngle(rad - fromRad))
    .filter((rad) => rad < toRad);
  const samples = [...even, ...besideMarks].sort((a, b) => a - b);
  const intervals: [number, number][] = [];
  let before = holds(samples[0]);
  let startRad: number | null = before ? fromRad : null;
  for (let i = 1; i < samples.length; i++) {
    const now = holds(samples[i]);
    if (now === before) continue;
    const edgeRad = bisect(holds, before, samples[i - 1], samples[i]);
    if (startRad !== null) intervals.push([startRad, edgeRad]);
    startRad = now ? edgeRad : null;
    before = now;
  }
  if (startRad !== null) intervals.push([startRad, toRad]);
  return intervals.filter(([start, end]) => end - start > LEAST_ARC_RAD);
}

/** Where `holds` changes between two directions, to 1e-9; `atFrom` is what it is at the first. */
function bisect(holds: (rad: number) => boolean, atFrom: boolean, fromRad: number, toRad: number): number {
  let [low, high] = [fromRad, toRad];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (holds(middle) === atFrom) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
