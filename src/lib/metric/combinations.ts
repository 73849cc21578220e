/** How many questions a set of pictures holds: pairs and triplets, and how many of them a network has still to learn. */

export interface Combinations {
  /** Unordered pairs of one person. */
  readonly genuine: number;
  /** Unordered pairs of two people. */
  readonly impostors: number;
  /** An anchor, another picture of its person, and a picture of somebody else (Schroff et al. 2015, eq. 1). */
  readonly triplets: number;
}

/** Of `people` with `images` pictures each. Exact up to 2⁵³. */
export function combinationsOf(people: number, images: number): Combinations {
  const all = people * images;
  const genuine = (people * images * (images - 1)) / 2;
  return {
    genuine,
    impostors: (all * (all - 1)) / 2 - genuine,
    triplets: all * (images - 1) * (all - images),
  };
}

/**
 * Counts the triplets of embeddings by what the loss max(0, d_ap − d_an + margin) has to say of them, d the distance of unit
 * vectors: wrong (the other person is nearer), within the margin, and silent (the loss and its gradient are 0).
 *
 * @param cosines_nn cos θ between every two images [N, N], row-major
 */
export function countTriplets(
  cosines_nn: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  margin: number,
): { readonly wrong: number; readonly within: number; readonly silent: number } {
  const count = labels_n.length;
  let [wrong, within, silent] = [0, 0, 0];
  const distance = (a: number, b: number) => Math.sqrt(Math.max(0, 2 - 2 * cosines_nn[a * count + b]));
  const others = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    let size = 0;
    for (let n = 0; n < count; n++) if (labels_n[n] !== labels_n[a]) others[size++] = distance(a, n);
    const negatives = others.subarray(0, size).sort();
    /** Others at most so far away. */
    const upTo = (far: number): number => {
      let [low, high] = [0, size];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (negatives[middle] <= far) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    for (let p = 0; p < count; p++) {
      if (p === a || labels_n[p] !== labels_n[a]) continue;
      const own = distance(a, p);
      const nearer = upTo(own);
      const charged = upTo(own + margin);
      wrong += nearer;
      within += charged - nearer;
      silent += size - charged;
    }
  }
  return { wrong, within, silent };
}
