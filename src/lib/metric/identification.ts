/** Identification: whose face among known ones is this? The gallery is sorted by cosine to the probe. */
import { row } from '../math/vector';
import { cosine } from './similarity';

/** Embeddings [N, d], row-major, and the identity of each [N]. */
export interface Identities {
  readonly embeddings_nd: Float64Array;
  readonly labels_n: ArrayLike<number>;
}

/**
 * The rank (1 is best) at which each probe meets its own identity in the gallery [P]; of several images of it the best
 * counts. An equal cosine of another identity ranks before, so that embeddings that are all alike earn nothing.
 * Infinity where the gallery does not hold the identity, or the probe has no direction.
 */
export function ranksOf(probes: Identities, gallery: Identities, dim: number): Float64Array {
  return Float64Array.from({ length: probes.labels_n.length }, (_, p) => {
    const probe = row(probes.embeddings_nd, p, dim);
    const own = probes.labels_n[p];
    const cosines = Array.from({ length: gallery.labels_n.length }, (_unused, g) =>
      cosine(probe, row(gallery.embeddings_nd, g, dim)),
    );
    const isOwn = (g: number) => gallery.labels_n[g] === own;
    const best = cosines.reduce((most, cos, g) => (isOwn(g) && cos > most ? cos : most), -Infinity);
    if (best === -Infinity) return Infinity;
    const before = new Set(
      cosines.flatMap((cos, g) => (!isOwn(g) && cos >= best ? [gallery.labels_n[g]] : [])),
    );
    return 1 + before.size;
  });
}

/** Cumulative match characteristic: share of probes whose rank is at most k, for k = 1 … `most`. */
export function cumulativeMatch(ranks: ArrayLike<number>, most: number): Float64Array {
  return Float64Array.from({ length: most }, (_, i) => {
    const met = Array.from(ranks).filter((rank) => rank <= i + 1);
    return met.length / ranks.length;
  });
}

/**
 * The share of probes that meet their own person first in a gallery of g people, for g = 1 … G, from the cumulative match
 * curve of a gallery of G [G]: the mean over every gallery of g of them that holds the probe's own. A probe before whose
 * person r others rank comes first if none of the r is among the g − 1 that are drawn from the G − 1 others.
 */
export function firstByGallerySize(cmc: ArrayLike<number>): Float64Array {
  const people = cmc.length;
  return Float64Array.from({ length: people }, (_, i) => {
    let first = 0;
    let spared = 1;
    // spared = C(people − 1 − r, i) / C(people − 1, i): that i drawn people miss r certain ones.
    for (let r = 0; r < people; r++) {
      const share = cmc[r] - (r > 0 ? cmc[r - 1] : 0);
      first += share * spared;
      const left = people - 1 - r;
      spared *= left > 0 ? Math.max(0, left - i) / left : 0;
    }
    return first;
  });
}
