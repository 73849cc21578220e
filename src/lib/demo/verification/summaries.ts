/** What the lab shows of its results: each judged once, and each loss over its seeds. */
import type { Judged } from './bench';
import type { FlipFusion } from '../../metric/flip-fusion';
import { meanAndDeviation } from '../../metric/folds';
import { templatesOf, verify, type Verification } from '../../metric/verification';

export interface Verified {
  readonly judged: Judged;
  readonly verification: Verification;
}

/** Judges a result under a fusion; one network's templates are the first and only run's. */
export function verified(judged: Judged, fusion: FlipFusion): Verified {
  const { labels_n, runs } = judged.strangers;
  const { embeddings_nd, mirrored_nd } = runs[0];
  return { judged, verification: verify(templatesOf(embeddings_nd, mirrored_nd, labels_n, fusion)) };
}

export const figureIds = ['closed', 'auc', 'eer', 'tar', 'tenFold', 'rank1'] as const;
export type FigureId = (typeof figureIds)[number];

/** Figures of one network, each a share of 1; NaN where strangers are too few for it. */
export function figuresOf({ judged, verification }: Verified): Record<FigureId, number> {
  const { auc, eer, tar, tenFold, cmc } = verification;
  return {
    closed: judged.closedAccuracy,
    auc,
    eer,
    tar: tar[1],
    tenFold: tenFold?.mean ?? NaN,
    rank1: cmc[0],
  };
}

export interface LossSummary {
  readonly loss: string;
  readonly seeds: readonly number[];
  readonly figures: Readonly<Record<FigureId, { readonly mean: number; readonly deviation: number }>>;
}

/** Mean and spread over the seeds of each loss, in the order in which the losses came. */
export function summaries(results: readonly Verified[]): LossSummary[] {
  const losses = [...new Set(results.map(({ judged }) => judged.job.loss))];
  return losses.map((loss) => {
    const own = results.filter(({ judged }) => judged.job.loss === loss);
    const all = own.map(figuresOf);
    const figures = Object.fromEntries(
      figureIds.map((id) => [id, meanAndDeviation(all.map((figures) => figures[id]))]),
    ) as LossSummary['figures'];
    return { loss, seeds: own.map(({ judged }) => judged.job.seed), figures };
  });
}

/** Shares of each kind of pair in bins of `binDeg` degrees from 0 to 180. */
export function angleShares(
  { scores, pairs: { same } }: Verification,
  binDeg: number,
): { readonly genuine: number[]; readonly impostors: number[] } {
  const bins = Math.round(180 / binDeg);
  const counts = [0, 1].map(() => new Array<number>(bins).fill(0));
  const totals = [0, 0];
  scores.forEach((cos, p) => {
    const bin = Math.min(bins - 1, Math.floor((Math.acos(cos) * 180) / Math.PI / binDeg));
    counts[same[p]][bin]++;
    totals[same[p]]++;
  });
  const [impostors, genuine] = counts.map((of, kind) => of.map((count) => count / totals[kind]));
  return { genuine, impostors };
}

/** What a threshold of `angleDeg` lets in: pairs at most so far apart are called one person. */
export function atThreshold({ scores, pairs: { same } }: Verification, angleDeg: number) {
  const threshold = Math.cos((angleDeg * Math.PI) / 180);
  let [genuine, accepted, impostors, fooled] = [0, 0, 0, 0];
  scores.forEach((cos, p) => {
    const isAccepted = cos >= threshold;
    if (same[p]) {
      genuine++;
      if (isAccepted) accepted++;
    } else {
      impostors++;
      if (isAccepted) fooled++;
    }
  });
  return { tar: accepted / genuine, far: fooled / impostors, missed: genuine - accepted, fooled };
}

/**
 * Pairs that a threshold decides wrongly, worst first: of one person and refused, or of two and accepted. Indices into
 * the pairs, at most `most` of each.
 */
export function worstPairs({ scores, pairs: { same } }: Verification, angleDeg: number, most: number) {
  const threshold = Math.cos((angleDeg * Math.PI) / 180);
  const wrong = (kind: 0 | 1) =>
    Array.from(scores.keys()).filter((p) => same[p] === kind && scores[p] >= threshold === (kind === 0));
  const sorted = (pairs: number[], sign: 1 | -1) =>
    pairs.sort((p, q) => sign * (scores[p] - scores[q])).slice(0, most);
  return { missed: sorted(wrong(1), 1), fooled: sorted(wrong(0), -1) };
}
