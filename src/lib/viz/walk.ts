/** Walking through samples and classes by keys, in an order that each view has of its own. */
import { markClass, markSample, noMark, type Mark } from './mark';

/** Sample indices [N] by ascending key; those whose key is no number are left out. */
export function orderBy(key_n: ArrayLike<number>): number[] {
  return Array.from({ length: key_n.length }, (_, n) => n)
    .filter((n) => Number.isFinite(key_n[n]))
    .sort((a, b) => key_n[a] - key_n[b]);
}

/** How far the keys for a longer way go. */
const stride = 20;

/**
 * The mark after a key, or null where the key means nothing here. Left and right go to the neighbour in `order`,
 * PageUp and PageDown further, Home and End to the ends; up and down go through the classes; Escape unmarks.
 */
export function walk(key: string, mark: Mark, order: readonly number[], classes: number): Mark | null {
  const last = order.length - 1;
  const at = mark.sample === null ? -1 : order.indexOf(mark.sample);
  const to = (rank: number): Mark =>
    last < 0 ? noMark : markSample(order[Math.max(0, Math.min(last, rank))]);
  const ahead = (ranks: number): Mark => (at < 0 ? to(ranks > 0 ? 0 : last) : to(at + ranks));
  // One turn more than there are classes: past the last one, none is marked.
  const toClass = (by: number): Mark => {
    const turns = classes + 1;
    const next = ((mark.classIndex ?? classes) + by + turns) % turns;
    return next === classes ? noMark : markClass(next);
  };
  switch (key) {
    case 'ArrowRight':
      return ahead(1);
    case 'ArrowLeft':
      return ahead(-1);
    case 'PageUp':
      return ahead(stride);
    case 'PageDown':
      return ahead(-stride);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'ArrowUp':
      return toClass(1);
    case 'ArrowDown':
      return toClass(-1);
    case 'Escape':
      return noMark;
    default:
      return null;
  }
}
