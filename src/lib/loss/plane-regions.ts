/** Where each class wins in the plane, as polygons. */
import { classOfRow, planarWeights, type PlanarWeights, type Point } from './regions';
import { logitScaleOf, type LossSpec } from './spec';

/** A convex polygon of the plane in which one class wins. */
export interface PlaneCell {
  readonly classIndex: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/**
 * The class that wins at each point of a box, as convex polygons, counter-clockwise: the largest logit without a
 * margin, bias included. A loss with a scale s has no bias. A class that wins nowhere in the box has no cell; one with
 * several weights has a cell for each.
 */
export function planeRegions(
  spec: LossSpec,
  planar: PlanarWeights,
  box: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number },
): PlaneCell[] {
  const weights = planarWeights(spec, planar);
  const bias = (j: number) =>
    logitScaleOf(spec) === 's' ? 0 : (planar.bias_c?.[classOfRow(planar, j)] ?? 0);
  const corners: Point[] = [
    [box.x0, box.y0],
    [box.x1, box.y0],
    [box.x1, box.y1],
    [box.x0, box.y1],
  ];
  return weights.flatMap(([xi, yi], i) => {
    let points = corners;
    weights.forEach(([xj, yj], j) => {
      if (j === i) return;
      const same = xi === xj && yi === yj && bias(i) === bias(j);
      // Of two equal logits the first class wins, everywhere.
      if (same) points = i < j ? points : [];
      else points = clip(points, xi - xj, yi - yj, bias(i) - bias(j));
    });
    const outline = distinct(points, 1e-12 * Math.hypot(box.x1 - box.x0, box.y1 - box.y0));
    return outline.length > 2 ? [{ classIndex: classOfRow(planar, i), points: outline }] : [];
  });
}

/** The part of a convex polygon where a·x + b·y + c ≥ 0 (Sutherland and Hodgman). */
function clip(points: readonly Point[], a: number, b: number, c: number): Point[] {
  const value = ([x, y]: Point) => a * x + b * y + c;
  return points.flatMap((point, i) => {
    const next = points[(i + 1) % points.length];
    const [here, there] = [value(point), value(next)];
    const kept: Point[] = here >= 0 ? [point] : [];
    if (here >= 0 === there >= 0) return kept;
    const share = here / (here - there);
    return [...kept, [point[0] + share * (next[0] - point[0]), point[1] + share * (next[1] - point[1])]];
  });
}

/** Without the corners that repeat the one before, as clipping through a common corner makes them. */
function distinct(points: readonly Point[], least: number): Point[] {
  return points.filter(([x, y], i) => {
    const [beforeX, beforeY] = points[(i + points.length - 1) % points.length];
    return Math.hypot(x - beforeX, y - beforeY) > least;
  });
}
