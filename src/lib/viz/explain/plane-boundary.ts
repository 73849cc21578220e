/**
 * Two class weights of any length in the plane, a bias between them, and a feature: whom the logits choose, whom the
 * angles choose, and where in the plane the two disagree. Index 0 is class 1, the feature's own.
 */
import { defaultConvention } from '../../loss/convention';
import { evaluateLoss } from '../../loss/reference';
import { softmax } from '../../loss/softmax';

export type Vector = readonly [x: number, y: number];

export interface PlaneScene {
  readonly weights: readonly [Vector, Vector];
  /** b1 − b2; the bias of class 2 is 0. */
  readonly biasGap: number;
  readonly feature: Vector;
}

export interface PlaneReading {
  readonly logits: readonly [number, number];
  readonly thetaRad: readonly [number, number];
  /** Of class 1. */
  readonly probability: number;
  readonly loss: number;
  /** −∂L/∂x: (1 − p1)(W1 − W2). */
  readonly step: Vector;
  /** The class that each rule chooses, 1 or 2. */
  readonly byLogits: 1 | 2;
  readonly byAngle: 1 | 2;
}

/** What one training step sees of the feature, and what the two rules say. */
export function readPlane({ weights, biasGap, feature }: PlaneScene): PlaneReading {
  const { logits_nc, loss, gradEmbeddings_nd } = evaluateLoss(softmax, {}, defaultConvention, {
    embeddings_nd: feature,
    weights_cd: weights.flat(),
    bias_c: [biasGap, 0],
    labels_n: [0],
    dim: 2,
    classes: 2,
  });
  const thetaRad = weights.map((weight) => angleApart(weight, feature)) as [number, number];
  return {
    logits: [logits_nc[0], logits_nc[1]],
    thetaRad,
    probability: Math.exp(-loss),
    loss,
    step: [-gradEmbeddings_nd[0], -gradEmbeddings_nd[1]],
    byLogits: logits_nc[0] >= logits_nc[1] ? 1 : 2,
    byAngle: thetaRad[0] <= thetaRad[1] ? 1 : 2,
  };
}

/** Where `normal · x + offset` is positive. */
export interface HalfPlane {
  readonly normal: Vector;
  readonly offset: number;
}

/** Class 1's side by logits, and by angle. */
export function sidesOf({ weights: [own, other], biasGap }: PlaneScene): {
  readonly byLogits: HalfPlane;
  readonly byAngle: HalfPlane;
} {
  const [ownNorm, otherNorm] = [Math.hypot(...own), Math.hypot(...other)];
  return {
    byLogits: { normal: [own[0] - other[0], own[1] - other[1]], offset: biasGap },
    byAngle: {
      normal: [own[0] / ownNorm - other[0] / otherNorm, own[1] / ownNorm - other[1] / otherNorm],
      offset: 0,
    },
  };
}

/** The other side. */
export const opposite = ({ normal: [x, y], offset }: HalfPlane): HalfPlane => ({
  normal: [-x, -y],
  offset: -offset,
});

/** The corners of the square from −half to half that is left on all of the given sides; empty if nothing is. */
export function clipSquare(half: number, sides: readonly HalfPlane[]): Vector[] {
  const square: Vector[] = [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
  ];
  return sides.reduce(clip, square);
}

/** The line of a half-plane within that square: its two ends, or none. */
export function lineWithin(half: number, { normal, offset }: HalfPlane): Vector[] {
  const within = clipSquare(half, [{ normal, offset }]);
  const size = Math.hypot(...normal);
  return within.filter((corner) => Math.abs(valueAt({ normal, offset }, corner)) < 1e-9 * Math.max(1, size));
}

const valueAt = ({ normal: [a, b], offset }: HalfPlane, [x, y]: Vector): number => a * x + b * y + offset;

/** Sutherland and Hodgman: what of a convex outline lies on one side. */
function clip(outline: Vector[], side: HalfPlane): Vector[] {
  return outline.flatMap((to, i): Vector[] => {
    const from = outline[(i + outline.length - 1) % outline.length];
    const [before, after] = [valueAt(side, from), valueAt(side, to)];
    if (before >= 0 === after >= 0) return after >= 0 ? [to] : [];
    const share = before / (before - after);
    const crossing: Vector = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    return after >= 0 ? [crossing, to] : [crossing];
  });
}

/** Not by acos, which loses half the digits near 0 and π. */
const angleApart = ([ax, ay]: Vector, [bx, by]: Vector): number =>
  Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by));
