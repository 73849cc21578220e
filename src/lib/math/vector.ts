/** Vectors as plain or typed arrays of numbers, computed in float64. */
export type Vector = ArrayLike<number>;

/** u · v; both of one length. */
export function dot(u: Vector, v: Vector): number {
  let sum = 0;
  for (let k = 0; k < u.length; k++) sum += u[k] * v[k];
  return sum;
}

/** ‖v‖, safe from overflow and underflow. */
export function norm(v: Vector): number {
  const sum = dot(v, v);
  if (sum > 1e-280 && sum < 1e280) return Math.sqrt(sum);
  let largest = 0;
  for (let k = 0; k < v.length; k++) largest = Math.max(largest, Math.abs(v[k]));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let scaled = 0;
  for (let k = 0; k < v.length; k++) scaled += (v[k] / largest) ** 2;
  return largest * Math.sqrt(scaled);
}

/** v / ‖v‖; the zero vector stays zero, since it has no direction. */
export function unit(v: Vector): Float64Array {
  const length = norm(v);
  return Float64Array.from(v, (value) => (length === 0 ? 0 : value / length));
}

/** Row `index` of a row-major matrix with `width` columns, as a view of the same memory. */
export function row(matrix: Float64Array, index: number, width: number): Float64Array {
  return matrix.subarray(index * width, (index + 1) * width);
}
