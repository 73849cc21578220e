/** How much of the circle directions take up. */

/**
 * The smallest arc, radians, that holds at least `share` of the directions of two-dimensional embeddings [N, 2]; those of
 * length 0 have none and are left out. 0 for a single direction, NaN where there is none.
 *
 * @throws RangeError unless 0 < share ≤ 1
 */
export function arcOfDirections(embeddings_nd: ArrayLike<number>, share = 1): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`A share of ${share} should lie between 0 and 1.`);
  const angles: number[] = [];
  for (let n = 0; n < embeddings_nd.length; n += 2) {
    const [x, y] = [embeddings_nd[n], embeddings_nd[n + 1]];
    if (x !== 0 || y !== 0) angles.push(Math.atan2(y, x));
  }
  if (angles.length === 0) return NaN;
  angles.sort((a, b) => a - b);
  const count = angles.length;
  // An arc that begins at each direction in turn and ends at the last one that it must hold.
  const held = Math.ceil(share * count);
  let least = 2 * Math.PI;
  for (let first = 0; first < count; first++) {
    const last = first + held - 1;
    const turned = angles[last % count] + (last >= count ? 2 * Math.PI : 0);
    least = Math.min(least, turned - angles[first]);
  }
  return least;
}
