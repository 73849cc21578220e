/** An angle on the sphere, as a great circle's arc from a class weight, in SVG path data. CSS pixels. */
import { isBehindSphere, project, type Lens, type Seen } from './sphere-lens';

type Vector = ArrayLike<number>;

/** The plane of an arc: it begins at `from` and goes towards `side`, both of length 1 and at right angles. */
export interface ArcPlane {
  readonly from: readonly [number, number, number];
  readonly side: readonly [number, number, number];
  /** The normal of the plane. */
  readonly across: readonly [number, number, number];
}

/** The great circle from one direction towards another; null where they do not span a plane. */
export function arcPlane(from: Vector, towards: Vector): ArcPlane | null {
  const a = unit(from);
  const b = a && unit(towards);
  if (!a || !b) return null;
  const along = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const side = unit([b[0] - along * a[0], b[1] - along * a[1], b[2] - along * a[2]]);
  if (!side) return null;
  const across: [number, number, number] = [
    a[1] * side[2] - a[2] * side[1],
    a[2] * side[0] - a[0] * side[2],
    a[0] * side[1] - a[1] * side[0],
  ];
  return { from: a, side, across };
}

/** The point of an arc at an angle, `off` radians beside it, at a distance from the centre. */
export function onArc(
  { from, side, across }: ArcPlane,
  rad: number,
  off = 0,
  reach = 1,
): [number, number, number] {
  const [c, s, w] = [Math.cos(rad) * Math.cos(off), Math.sin(rad) * Math.cos(off), Math.sin(off)];
  return [0, 1, 2].map((k) => reach * (c * from[k] + s * side[k] + w * across[k])) as [
    number,
    number,
    number,
  ];
}

/** An arc between two angles; without the parts that a solid sphere hides. */
export function greatArcPath(
  lens: Lens,
  plane: ArcPlane,
  fromRad: number,
  toRad: number,
  isSolid: boolean,
  reach = 1,
): string {
  const steps = Math.max(2, Math.ceil(Math.abs(toRad - fromRad) / 0.04));
  const seen: Seen = { x: 0, y: 0, depth: 0 };
  let path = '';
  let isDown = false;
  for (let i = 0; i <= steps; i++) {
    const [x, y, z] = onArc(plane, fromRad + ((toRad - fromRad) * i) / steps, 0, reach);
    if (isSolid && isBehindSphere(lens, 1.0001 * x, 1.0001 * y, 1.0001 * z)) {
      isDown = false;
      continue;
    }
    project(lens, x, y, z, seen);
    path += `${isDown ? 'L' : 'M'}${fixed(seen.x)},${fixed(seen.y)}`;
    isDown = true;
  }
  return path;
}

/** Strokes across an arc between two angles: the margin that is charged beyond an angle. */
export function greatHatchPath(
  lens: Lens,
  plane: ArcPlane,
  fromRad: number,
  toRad: number,
  isSolid: boolean,
  { stepPx = 4.4, halfPx = 6, lean = 0.5, reach = 1 } = {},
): string {
  const radiusPx = lens.radiusPx * reach;
  const [step, half] = [stepPx / radiusPx, halfPx / radiusPx];
  const a: Seen = { x: 0, y: 0, depth: 0 };
  const b: Seen = { x: 0, y: 0, depth: 0 };
  let path = '';
  for (let k = Math.ceil(fromRad / step); k * step <= toRad; k++) {
    const first = onArc(plane, k * step - lean * half, -half, reach);
    const last = onArc(plane, k * step + lean * half, half, reach);
    if (isSolid && (isBehindSphere(lens, ...first) || isBehindSphere(lens, ...last))) continue;
    project(lens, ...first, a);
    project(lens, ...last, b);
    path += `M${fixed(a.x)},${fixed(a.y)}L${fixed(b.x)},${fixed(b.y)}`;
  }
  return path;
}

const fixed = (value: number): number => Math.round(value * 100) / 100;

function unit(v: Vector): [number, number, number] | null {
  const length = Math.hypot(v[0], v[1], v[2]);
  return length > 1e-9 ? [v[0] / length, v[1] / length, v[2] / length] : null;
}
