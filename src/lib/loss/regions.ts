/**
 * Where each class wins, in two dimensions: arcs of the circle of directions, and polygons of the plane.
 * Margin bands are the directions that class y wins, yet where a training sample of class y is still refused
 * because its target logit is lowered by the margin.
 */
import type { LossSettings, MarginLossSpec } from './spec';

/** A stretch of directions, counter-clockwise, radians: 0 ≤ fromRad < 2π, fromRad < toRad ≤ fromRad + 2π. */
export interface CircleArc {
  readonly classIndex: number;
  readonly fromRad: number;
  readonly toRad: number;
}

/** Two-dimensional class weights [C, 2] and biases [C], as the loss uses them. */
export interface PlanarWeights {
  readonly weights_cd: ArrayLike<number>;
  readonly bias_c: ArrayLike<number>;
}

/** A convex polygon of the plane in which one class wins. */
export interface PlaneCell {
  readonly classIndex: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}
