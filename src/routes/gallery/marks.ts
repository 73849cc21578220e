/** What a tile's reader points at, found by what it is: a run that is recorded anew has other digits at the same places. */
import type { Moment } from '$lib/demo/session';
import { decide } from '$lib/loss/decide';
import { markClass, markSample, noMark, type Mark } from '$lib/viz/mark';

type FindMark = (moment: Moment, run: number) => Mark;

/** The class of this index. */
export const wholeClass =
  (classIndex: number): FindMark =>
  () =>
    markClass(classIndex);

/** The sample that fell to another class and is furthest from its own weight. */
export const worstStray: FindMark = (moment, run) => furthest(moment, run, (own, decided) => own !== decided);

/** The sample furthest from its weight among those that its own class won: the margin refused it longest. */
export const furthestRight: FindMark = (moment, run) =>
  furthest(moment, run, (own, decided) => own === decided);

function furthest(
  { frames, labels_n, runs }: Moment,
  run: number,
  counts: (own: number, decided: number) => boolean,
): Mark {
  const frame = frames?.[run];
  if (!frame) return noMark;
  const decided_n = decide(runs[run].spec, { ...frame, ...frame.shape });
  let best = -1;
  frame.targetRad_n.forEach((rad, n) => {
    if (counts(labels_n[n], decided_n[n]) && (best < 0 || rad > frame.targetRad_n[best])) best = n;
  });
  return best < 0 ? noMark : markSample(best);
}
