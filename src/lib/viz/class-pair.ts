/** Which two classes a view of pairs shows. */
import type { EmbeddingFacts } from './embedding-facts';

/** Two different classes; the first stands on the horizontal axis. */
export type ClassPair = readonly [first: number, second: number];

/**
 * The pair that takes most samples from each other, in both directions together; where nothing strayed, the two
 * classes whose weights make the smallest angle. Lower class first.
 *
 * @param weightRad_cc angles between class weights [C, C], radians
 */
export function mostConfusedPair(
  confusions: EmbeddingFacts['confusions'],
  weightRad_cc: ArrayLike<number>,
  classes: number,
): ClassPair {
  let best: ClassPair = [0, Math.min(1, classes - 1)];
  let most = -1;
  let least = Infinity;
  for (let i = 0; i < classes; i++) {
    for (let j = i + 1; j < classes; j++) {
      let count = 0;
      for (const { from, into, count: fell } of confusions) {
        if ((from === i && into === j) || (from === j && into === i)) count += fell;
      }
      const apartRad = weightRad_cc[i * classes + j];
      if (count > most || (count === most && apartRad < least)) {
        best = [i, j];
        most = count;
        least = apartRad;
      }
    }
  }
  return best;
}

/** The class that takes most samples from `own` or gives most to it; null where nothing strayed. */
export function worstRival(
  confusions: EmbeddingFacts['confusions'],
  own: number,
  classes: number,
): number | null {
  const count_c = new Uint32Array(classes);
  for (const { from, into, count } of confusions) {
    if (from === own) count_c[into] += count;
    if (into === own) count_c[from] += count;
  }
  const most = Math.max(...count_c);
  return most ? count_c.indexOf(most) : null;
}

/** `pair` where it holds `own`, else `own` against `rival`, lower class first. */
export function pairWith(pair: ClassPair, own: number, rival: number): ClassPair {
  if (pair.includes(own) || own === rival || rival < 0) return pair;
  return own < rival ? [own, rival] : [rival, own];
}
