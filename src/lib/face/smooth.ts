/** The smooth steps, bumps and curves that shapes and paint of a head are made of. */

/** Linear from `a` at t = 0 to `b` at t = 1. */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

export function clamp(value: number, min: number, max: number): number {
  return value < min ? min : value > max ? max : value;
}

/** Hermite's step: 0 at `from`, 1 at `to`, flat at both ends; `from` may be the larger one. */
export function step(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** A Gaussian bump of height 1 at `at`; cut to 0 beyond three and a half widths, where it is below 0.003. */
export function bump(x: number, at: number, width: number): number {
  const t = (x - at) / width;
  const square = t * t;
  return square > 12 ? 0 : Math.exp(-0.5 * square);
}

/** A point of a curve: x ascending along the list. */
export type Knot = readonly [x: number, y: number];

/**
 * A smooth curve through knots that never overshoots between them: cubic Hermite pieces with Fritsch and Butland's
 * slopes (harmonic means), so a profile that rises from knot to knot rises everywhere.
 */
export function curveThrough(knots: readonly Knot[]): (x: number) => number {
  const last = knots.length - 1;
  const secants = knots.slice(1).map(([x, y], k) => (y - knots[k][1]) / (x - knots[k][0]));
  const slopes = knots.map((_, k) => {
    if (k === 0) return secants[0];
    if (k === last) return secants[last - 1];
    const [before, after] = [secants[k - 1], secants[k]];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  return (x) => {
    if (x <= knots[0][0]) return knots[0][1];
    if (x >= knots[last][0]) return knots[last][1];
    let k = 0;
    while (x > knots[k + 1][0]) k++;
    const length = knots[k + 1][0] - knots[k][0];
    const t = (x - knots[k][0]) / length;
    const s = 1 - t;
    return (
      s * s * (1 + 2 * t) * knots[k][1] +
      t * t * (3 - 2 * t) * knots[k + 1][1] +
      length * t * s * (s * slopes[k] - t * slopes[k + 1])
    );
  };
}
