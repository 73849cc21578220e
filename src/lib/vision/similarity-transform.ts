/**
 * The similarity of the plane (turn, scale, shift; no mirroring) that brings points nearest to others in the sense of
 * least squares. S. Umeyama, "Least-squares estimation of transformation parameters between two point patterns", IEEE
 * PAMI 13(4), 1991; in two dimensions its solution needs no singular value decomposition.
 */

/** Points [P, 2], x and y in turn. */
export type Points = ArrayLike<number>;

/** x′ = a·x − b·y + shiftX, y′ = b·x + a·y + shiftY. */
export interface Similarity2D {
  readonly a: number;
  readonly b: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/**
 * The similarity that brings `from_p2` [P, 2] nearest to `to_p2` [P, 2].
 * @throws RangeError where there are fewer than two points, or not as many on both sides, or all of `from_p2` are one
 */
export function fitSimilarity(from_p2: Points, to_p2: Points): Similarity2D {
  const count = from_p2.length / 2;
  if (to_p2.length !== from_p2.length || !(count >= 2)) {
    throw new RangeError(
      `A similarity needs two points or more and their images; there are ${count} and ${to_p2.length / 2}.`,
    );
  }
  const [fromX, fromY] = meanOf(from_p2);
  const [toX, toY] = meanOf(to_p2);
  let [along, across, spread] = [0, 0, 0];
  for (let p = 0; p < count; p++) {
    const [x, y] = [from_p2[2 * p] - fromX, from_p2[2 * p + 1] - fromY];
    const [u, v] = [to_p2[2 * p] - toX, to_p2[2 * p + 1] - toY];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  }
  if (!(spread > 0)) throw new RangeError('All points are one, so no similarity is determined.');
  const [a, b] = [along / spread, across / spread];
  return { a, b, shiftX: toX - (a * fromX - b * fromY), shiftY: toY - (b * fromX + a * fromY) };
}

/** Where a point goes. */
export const applySimilarity = (
  { a, b, shiftX, shiftY }: Similarity2D,
  x: number,
  y: number,
): [number, number] => [a * x - b * y + shiftX, b * x + a * y + shiftY];

/** The way back. Throws a RangeError where all goes to one point. */
export function invertSimilarity({ a, b, shiftX, shiftY }: Similarity2D): Similarity2D {
  const square = a * a + b * b;
  if (!(square > 0)) throw new RangeError('A similarity that sends all to one point has no way back.');
  const [backA, backB] = [a / square, -b / square];
  return {
    a: backA,
    b: backB,
    shiftX: -(backA * shiftX - backB * shiftY),
    shiftY: -(backB * shiftX + backA * shiftY),
  };
}

/** How many times longer it makes what it moves. */
export const scaleOf = ({ a, b }: Similarity2D): number => Math.hypot(a, b);

/** By how much it turns; positive from the x axis to the y axis, which is clockwise in pictures. */
export const turnRadOf = ({ a, b }: Similarity2D): number => Math.atan2(b, a);

function meanOf(points_p2: Points): [number, number] {
  let [x, y] = [0, 0];
  for (let i = 0; i < points_p2.length; i += 2) {
    x += points_p2[i];
    y += points_p2[i + 1];
  }
  const count = points_p2.length / 2;
  return [x / count, y / count];
}
