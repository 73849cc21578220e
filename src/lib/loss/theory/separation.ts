/** How far apart C directions can lie in d dimensions: the room in which margins must find their place. */

export interface Separation {
  /** The largest angle that the nearest two of the directions can keep, radians; where not exact, at most this. */
  readonly angleRad: number;
  /** Whether some arrangement reaches it. */
  readonly exact: boolean;
}

/**
 * The widest smallest angle among C directions in d dimensions.
 *
 * Exact on the circle (2π/C), where a simplex has room (C ≤ d + 1: cos = −1/(C − 1)), and up to twice the dimension
 * (C ≤ 2d: 90°, Rankin 1955). Beyond that an upper bound: Fejes Tóth's on the sphere, else 90° or the angle at which C
 * caps of half that width would cover the whole sphere, whichever is less.
 *
 * @throws RangeError unless C ≥ 2 and d ≥ 2 are whole
 */
export function widestSeparation(classes: number, dim: number): Separation {
  if (!(Number.isInteger(classes) && classes >= 2))
    throw new RangeError('There must be at least two classes.');
  if (!(Number.isInteger(dim) && dim >= 2)) throw new RangeError('There must be at least two dimensions.');
  if (dim === 2) return { angleRad: (2 * Math.PI) / classes, exact: true };
  if (classes <= dim + 1) return { angleRad: Math.acos(-1 / (classes - 1)), exact: true };
  if (classes <= 2 * dim) return { angleRad: Math.PI / 2, exact: true };
  if (dim === 3) return { angleRad: onSphere(classes), exact: classes === 12 };
  return { angleRad: Math.min(Math.PI / 2, besideCaps(classes, dim)), exact: false };
}

/** Fejes Tóth (1943): chord² ≤ 4 − 1/sin²(πC/(6(C − 2))); met by the icosahedron. */
function onSphere(classes: number): number {
  const chordSquared = 4 - 1 / Math.sin((Math.PI * classes) / (6 * (classes - 2))) ** 2;
  return 2 * Math.asin(Math.sqrt(chordSquared) / 2);
}

/** The angle φ at which C disjoint caps of angular radius φ/2 fill the sphere of d dimensions. */
function besideCaps(classes: number, dim: number): number {
  let [low, high] = [0, Math.PI];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (classes * capShare(middle / 2, dim) > 1) high = middle;
    else low = middle;
  }
  return high;
}

/** The share of the sphere of d dimensions inside a cap: ∫₀^r sin^{d−2} / ∫₀^π sin^{d−2}, by Simpson's rule. */
function capShare(radiusRad: number, dim: number): number {
  const integral = (to: number) => {
    const parts = 512;
    let sum = 0;
    for (let i = 0; i <= parts; i++) {
      const weight = i === 0 || i === parts ? 1 : i % 2 ? 4 : 2;
      sum += weight * Math.sin((to * i) / parts) ** (dim - 2);
    }
    return (sum * to) / (3 * parts);
  };
  return integral(radiusRad) / (2 * integral(Math.PI / 2));
}
