/** How well embeddings tell people apart that the network was never trained on: every figure that papers report. */
import { row, unit } from '../math/vector';
import { areaUnderCurve } from './auc';
import { crossingEqualErrorRate, nearestEqualErrorRate } from './equal-error-rate';
import { accuracyProtocols, foldAccuracy, type EmbeddingPairs, type FoldAccuracy } from './fold-accuracy';
import { fuseFlip, type FlipFusion } from './flip-fusion';
import { cumulativeMatch, ranksOf } from './identification';
import { allPairs, balancedPairs, type ImagePairs } from './pairs';
import { rocCurve, type RocCurve } from './roc';
import { tarAtFar } from './tar-at-far';

/** One template an image: [N, d], row-major. */
export interface Templates {
  readonly templates_nd: Float64Array;
  readonly labels_n: ArrayLike<number>;
  readonly dim: number;
}

/**
 * Templates of people from their embeddings [N, d] and those of their mirror images: one vector an image, or one of both
 * (`fuseFlip`).
 */
export function templatesOf(
  embeddings_nd: Float32Array,
  mirrored_nd: Float32Array,
  labels_n: ArrayLike<number>,
  fusion: FlipFusion,
): Templates {
  const count = labels_n.length;
  const d = embeddings_nd.length / count;
  const rows = Array.from({ length: count }, (_, n) => {
    const part = (of: Float32Array) => Float64Array.from(of.subarray(n * d, (n + 1) * d));
    return fuseFlip(part(embeddings_nd), part(mirrored_nd), fusion);
  });
  const dim = rows[0].length;
  const templates_nd = new Float64Array(count * dim);
  rows.forEach((template, n) => templates_nd.set(template, n * dim));
  return { templates_nd, labels_n, dim };
}

export interface Verification {
  readonly pairs: ImagePairs;
  /** cos θ of each pair [P]. */
  readonly scores: Float64Array;
  readonly roc: RocCurve;
  readonly auc: number;
  /** Where as many of one person are refused as of two are accepted. */
  readonly eer: number;
  /** The score at which that is nearly so. */
  readonly eerThreshold: number;
  /** Share of genuine pairs accepted at each of `falseAcceptRates`. */
  readonly tar: readonly number[];
  /**
   * 10-fold accuracy by the protocol of insightface, on as many pairs of one person as of two; null where there are fewer
   * such pairs than folds.
   */
  readonly tenFold: FoldAccuracy | null;
  /** Cumulative match curve [people]: one gallery image a person, the first; all other images are probes. */
  readonly cmc: Float64Array;
}

export const falseAcceptRates = [0.1, 0.01, 0.001] as const;

const folds = 10;

/**
 * Verification over all pairs and identification with a gallery of one image a person. `seed` draws the pairs of the
 * ten folds.
 *
 * @throws RangeError where no pair shows one person, or none two, or an embedding has no direction
 */
export function verify(templates: Templates, seed = 1): Verification {
  const { templates_nd, labels_n, dim } = templates;
  const pairs = allPairs(labels_n);
  const scores = pairCosines(templates, pairs);
  const roc = rocCurve(scores, pairs.same);
  const chosen = balancedPairs(pairs, seed);
  const chosenPairs = (): EmbeddingPairs => {
    const side = (index_p: Uint32Array) => {
      const side_pd = new Float64Array(chosen.length * dim);
      chosen.forEach((p, i) => side_pd.set(row(templates_nd, index_p[p], dim), i * dim));
      return side_pd;
    };
    return {
      a_pd: side(pairs.a_p),
      b_pd: side(pairs.b_p),
      same: Array.from(chosen, (p) => pairs.same[p]),
      dim,
    };
  };
  const people = new Set(Array.from(labels_n));
  return {
    pairs,
    scores,
    roc,
    auc: areaUnderCurve(roc),
    eer: crossingEqualErrorRate(roc),
    eerThreshold: nearestEqualErrorRate(roc).threshold,
    tar: falseAcceptRates.map((far) => tarAtFar(roc, far, 'at-most')),
    tenFold: chosen.length < folds ? null : foldAccuracy(chosenPairs(), folds, accuracyProtocols.insightface),
    cmc: cumulativeMatch(galleryRanks(templates), people.size),
  };
}

/** cos θ of each pair [P]: rows are made unit once, which differs from `similarity` by rounding alone. */
function pairCosines({ templates_nd, labels_n, dim }: Templates, { a_p, b_p }: ImagePairs): Float64Array {
  const units_nd = new Float64Array(templates_nd.length);
  for (let n = 0; n < labels_n.length; n++) units_nd.set(unit(row(templates_nd, n, dim)), n * dim);
  return Float64Array.from(a_p, (a, p) => {
    let cos = 0;
    for (let k = 0; k < dim; k++) cos += units_nd[a * dim + k] * units_nd[b_p[p] * dim + k];
    return Math.min(1, Math.max(-1, cos));
  });
}

/** Ranks of all images but each person's first, which is the gallery. */
function galleryRanks({ templates_nd, labels_n, dim }: Templates): Float64Array {
  const seen = new Set<number>();
  const isFirst = Array.from(labels_n, (label) => !seen.has(label) && Boolean(seen.add(label)));
  const part = (isWanted: boolean) => {
    const indices = isFirst.flatMap((first, n) => (first === isWanted ? [n] : []));
    const embeddings_nd = new Float64Array(indices.length * dim);
    indices.forEach((n, i) => embeddings_nd.set(row(templates_nd, n, dim), i * dim));
    return { embeddings_nd, labels_n: indices.map((n) => labels_n[n]) };
  };
  return ranksOf(part(false), part(true), dim);
}
