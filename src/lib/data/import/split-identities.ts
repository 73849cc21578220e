/** Who is trained on, who is kept unseen, and which images are held out: one rule for every set of faces. */
import { naturalOrder } from './natural-order';

/** Labels are one byte. */
export const mostClasses = 256;
/** From so many identities on, a part is kept for verification. */
const leastForUnseen = 8;
const unseenShare = 1 / 4;
/** Every fifth image of an identity is held out. */
const probeEvery = 5;

export interface CountedIdentity {
  readonly name: string;
  /** Images. */
  readonly count: number;
}

export interface IdentitySplit {
  /** In natural order of their names, as `unseen` is. */
  readonly training: readonly string[];
  /** Never trained on; empty where there are fewer than eight identities. */
  readonly unseen: readonly string[];
  /** With fewer than two images: neither a pair nor a held-out image can be made of them. */
  readonly tooFew: readonly string[];
  /** Beyond what labels of one byte can name; those with the most images were kept. */
  readonly beyondLabels: readonly string[];
}

/** @param identities each name once */
export function splitIdentities(identities: readonly CountedIdentity[]): IdentitySplit {
  const ordered = [...identities].sort((a, b) => naturalOrder(a.name, b.name));
  const enough = ordered.filter(({ count }) => count >= 2);
  const unseenCount = enough.length >= leastForUnseen ? Math.floor(enough.length * unseenShare) : 0;
  const training = withMostImages(enough.slice(0, enough.length - unseenCount));
  const unseen = withMostImages(enough.slice(enough.length - unseenCount));
  const kept = new Set([...training, ...unseen]);
  return {
    training: training.map(({ name }) => name),
    unseen: unseen.map(({ name }) => name),
    tooFew: ordered.filter(({ count }) => count < 2).map(({ name }) => name),
    beyondLabels: enough.filter((identity) => !kept.has(identity)).map(({ name }) => name),
  };
}

/** As many as labels can name, in the order in which they came. */
function withMostImages(identities: readonly CountedIdentity[]): CountedIdentity[] {
  if (identities.length <= mostClasses) return [...identities];
  const byCount = [...identities].sort((a, b) => b.count - a.count).slice(0, mostClasses);
  const kept = new Set(byCount);
  return identities.filter((identity) => kept.has(identity));
}

/**
 * Which of an identity's images are held out: every fifth, and the last where there are three or four. Of two none
 * is, unless `spares` is false: where nobody has three images, the second of each is held out, for a set needs some.
 */
export function isProbe(index: number, count: number, spares = true): boolean {
  if (count < probeEvery) return index === count - 1 && (count >= 3 || !spares);
  return index % probeEvery === probeEvery - 1;
}
