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
