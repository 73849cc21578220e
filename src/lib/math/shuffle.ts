import type { Rng } from './rng';

/** Shuffles `items` in place (Fisher and Yates), every order equally likely. @returns the same array */
export function shuffle<A extends Int32Array | Uint32Array>(items: A, rng: Rng): A {
  for (let last = items.length - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    const item = items[last];
    items[last] = items[other];
    items[other] = item;
  }
  return items;
}
