/** Class weights on the sphere that stand as far from each other as they can. */

/** Rounds of pushing. By then ten weights stand where they stay. */
const rounds = 600;

/**
 * Unit directions [C, 3], row-major, spread evenly over the sphere: a spiral whose points then push each other away like
 * charges (J. J. Thomson's problem), always in the same way. Ten of them stand 65° or more from their nearest.
 */
export function evenDirections(classes: number): Float64Array {
  const places_c3 = spiral(classes);
  const push_c3 = new Float64Array(3 * classes);
  // The area that each has for itself says how far a push may carry it.
  const stride = 0.6 * (4 / Math.max(1, classes)) ** 1.5;
  for (let round = 0; round < rounds; round++) {
    push_c3.fill(0);
    for (let i = 0; i < classes; i++) {
      for (let j = 0; j < i; j++) {
        const away = [0, 1, 2].map((k) => places_c3[3 * i + k] - places_c3[3 * j + k]);
        const cube = Math.hypot(...away) ** 3 || 1;
        for (let k = 0; k < 3; k++) {
          push_c3[3 * i + k] += away[k] / cube;
          push_c3[3 * j + k] -= away[k] / cube;
        }
      }
    }
    for (let i = 0; i < classes; i++) {
      for (let k = 0; k < 3; k++) places_c3[3 * i + k] += stride * push_c3[3 * i + k];
      const length = Math.hypot(places_c3[3 * i], places_c3[3 * i + 1], places_c3[3 * i + 2]);
      for (let k = 0; k < 3; k++) places_c3[3 * i + k] /= length;
    }
  }
  return places_c3;
}

/** Points at even heights, each a golden angle further round. */
function spiral(count: number): Float64Array {
  const goldenRad = Math.PI * (3 - Math.sqrt(5));
  const places = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    const height = 1 - (2 * i + 1) / count;
    const reach = Math.sqrt(1 - height ** 2);
    places.set([reach * Math.sin(i * goldenRad), height, reach * Math.cos(i * goldenRad)], 3 * i);
  }
  return places;
}
