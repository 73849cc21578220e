/**
 * A direction in space as two numbers that a slider can hold: how far it is turned from where it began, and the bearing
 * it took, counted from the way to another direction, counter-clockwise as seen from outside. Radians.
 */
type Vector = readonly [number, number, number];

export interface Turn {
  /** 0 to π. */
  readonly turnRad: number;
  /** −π to π; NaN where the direction is the first one or its opposite. */
  readonly bearingRad: number;
}

/** Where turns begin, and the two axes at right angles to it that a bearing is counted from; all of length 1. */
export interface TurnAxes {
  readonly from: Vector;
  readonly ahead: Vector;
  readonly left: Vector;
}

/** Axes at a direction [3] of any length; `towards` that lies on its line gives way to any other. */
export function turnAxes(from: ArrayLike<number>, towards: ArrayLike<number>): TurnAxes {
  const a = unit([from[0], from[1], from[2]]) ?? [0, 0, 1];
  const ahead =
    sideways(a, [towards[0], towards[1], towards[2]]) ??
    sideways(a, Math.abs(a[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0])!;
  return { from: a, ahead, left: cross(a, ahead) };
}

/** The direction at a turn. */
export function turned({ from, ahead, left }: TurnAxes, { turnRad, bearingRad }: Turn): Vector {
  const [c, s] = [Math.cos(turnRad), Math.sin(turnRad)];
  const [a, l] = [s * Math.cos(bearingRad), s * Math.sin(bearingRad)];
  return [0, 1, 2].map((k) => c * from[k] + a * ahead[k] + l * left[k]) as unknown as Vector;
}

/** The turn that leads to a direction [3] of any length. */
export function turnTo({ from, ahead, left }: TurnAxes, to: ArrayLike<number>): Turn {
  const [along, a, l] = [from, ahead, left].map((axis) => dot(axis, [to[0], to[1], to[2]]));
  const aside = Math.hypot(a, l);
  const isAside = aside > 1e-5 * Math.hypot(along, aside);
  return { turnRad: Math.atan2(aside, along), bearingRad: isAside ? Math.atan2(l, a) : NaN };
}

/** Of directions [C, 3], the one at the smallest angle to that of a class; the class itself where it is alone. */
export function nearestDirection(weights_c3: ArrayLike<number>, classIndex: number): number {
  const at = (c: number): Vector | null =>
    unit([weights_c3[3 * c], weights_c3[3 * c + 1], weights_c3[3 * c + 2]]);
  const own = at(classIndex);
  let [nearest, most] = [classIndex, -Infinity];
  for (let c = 0; c < weights_c3.length / 3; c++) {
    const other = at(c);
    if (c === classIndex || !own || !other || !(dot(own, other) > most)) continue;
    [nearest, most] = [c, dot(own, other)];
  }
  return nearest;
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit([x, y, z]: Vector): Vector | null {
  const length = Math.hypot(x, y, z);
  return length > 1e-9 ? [x / length, y / length, z / length] : null;
}

/** What of a direction stands at right angles to a unit vector, at length 1. */
function sideways(a: Vector, towards: Vector): Vector | null {
  const b = unit(towards);
  if (!b) return null;
  const along = dot(a, b);
  const rest: Vector = [b[0] - along * a[0], b[1] - along * a[1], b[2] - along * a[2]];
  return Math.hypot(...rest) > 1e-6 ? unit(rest) : null;
}
