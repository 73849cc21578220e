/**
 * How alike two embeddings are, with all digits. The cosine of close vectors is 1 − θ²/2, so that acos of it has lost
 * half of them; here the part of v across u is found without cancellation, and everything else follows from it.
 */
import { dot, norm, type Vector } from '../math/vector';

export interface Similarity {
  /** cos θ, −1 to 1. */
  readonly cos: number;
  /** 1 − cos θ, exact where cos θ rounds to 1; for unit vectors half of the squared distance. */
  readonly oneMinusCos: number;
  /** θ, radians, 0 to π. */
  readonly angleRad: number;
}

const undefinedSimilarity: Similarity = { cos: NaN, oneMinusCos: NaN, angleRad: NaN };

/** Compares two vectors [d] by their directions; NaN where one of them is zero or has a number that is not finite. */
export function similarity(u: Vector, v: Vector): Similarity {
  const [a, b] = [nearOne(u), nearOne(v)];
  if (!a || !b) return undefinedSimilarity;
  const [aNorm, bNorm, product] = [norm(a), norm(b), dot(a, b)];
  const across = remove(a, remove(a, b));
  const cos = Math.min(Math.max(product / (aNorm * bNorm), -1), 1);
  const sin = norm(across) / bNorm;
  return {
    cos,
    oneMinusCos: cos > 0 ? (sin * sin) / (1 + cos) : 1 - cos,
    angleRad: Math.atan2(norm(across) * aNorm, product),
  };
}

/** cos θ of two vectors [d]; NaN where one of them has no direction. */
export const cosine = (u: Vector, v: Vector): number => similarity(u, v).cos;

/** v scaled by a power of two, which rounds nothing, so that its largest number is near 1; null without a direction. */
function nearOne(v: Vector): Float64Array | null {
  let largest = 0;
  for (let k = 0; k < v.length; k++) largest = Math.max(largest, Math.abs(v[k]));
  if (!(largest > 0 && largest < Infinity)) return null;
  // In two steps, as a subnormal number's own inverse power overflows.
  const exponent = -Math.floor(Math.log2(largest));
  const half = Math.trunc(exponent / 2);
  return Float64Array.from(v, (value) => value * 2 ** half * 2 ** (exponent - half));
}

/**
 * `from` less its part along u. The factor is rounded, and so a part along u as small as the rounding may stay; what
 * lies across u is exact to the last digits. A second pass removes the rest.
 */
function remove(u: Float64Array, from: Float64Array): Float64Array {
  const factor = dot(from, u) / dot(u, u);
  return from.map((value, k) => {
    const product = factor * u[k];
    return value - product - productError(factor, u[k], product);
  });
}

/** a·b − product, exactly, where product is a·b rounded (Dekker, 1971). */
function productError(a: number, b: number, product: number): number {
  const [aHigh, bHigh] = [highHalf(a), highHalf(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** The upper 26 bits of a number (Veltkamp). */
function highHalf(value: number): number {
  const spread = (2 ** 27 + 1) * value;
  return spread - (spread - value);
}
