/** Networks that were trained ahead, judged once for all figures of a page. */
import kept from '../../demo/verification/kept-strangers.json';
import type { Judged } from '../../demo/verification/bench';
import { judgedFrom } from '../../demo/verification/kept';
import { verified, type Verified } from '../../demo/verification/summaries';
import type { FlipFusion } from '../../metric/flip-fusion';

/** In the order in which they were trained: Softmax, ArcFace, triplet. */
export const keptNetworks: readonly Judged[] = judgedFrom(kept, '');
/** The set that they were trained on, as the URL key `data` names it. */
export const keptData = kept.data;
export const keptLosses: readonly string[] = keptNetworks.map(({ job }) => job.loss);

const known = new Map<string, Verified>();

/** A kept network under a fusion. Judging takes longer than a frame, so each is judged when it is first asked for. */
export function keptVerified(loss: string, fusion: FlipFusion): Verified {
  const key = `${loss} ${fusion}`;
  const found =
    known.get(key) ??
    verified(
      keptNetworks.find(({ job }) => job.loss === loss)!,
      fusion,
    );
  known.set(key, found);
  return found;
}
