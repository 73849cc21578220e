/** Pairs of images for verification: is it one person or two? */
import { createRng } from '../math/rng';
import { shuffle } from '../math/shuffle';
import { streamSeed } from '../math/stream-seed';

export interface ImagePairs {
  /** Index of the one image [P]. */
  readonly a_p: Uint32Array;
  /** Index of the other [P]; always after the one. */
  readonly b_p: Uint32Array;
  /** 1 where both show one person [P]. */
  readonly same: Uint8Array;
}

/** Every unordered pair of distinct images, by the labels of their people [N]. */
export function allPairs(labels_n: ArrayLike<number>): ImagePairs {
  const count = labels_n.length;
  const pairs = (count * (count - 1)) / 2;
  const a_p = new Uint32Array(pairs);
  const b_p = new Uint32Array(pairs);
  const same = new Uint8Array(pairs);
  let p = 0;
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++, p++) {
      a_p[p] = a;
      b_p[p] = b;
      same[p] = Number(labels_n[a] === labels_n[b]);
    }
  }
  return { a_p, b_p, same };
}

/**
 * As many pairs of two people as of one, in an order in which every stretch holds as many of the one kind as of the
 * other: what k-fold protocols ask for (LFW has 3,000 of each in ten folds). Which pairs of two people are taken, and
 * the order, follow from the seed. Indices into `pairs`.
 */
export function balancedPairs({ same }: ImagePairs, seed: number): Uint32Array {
  const all = Uint32Array.from(same, (_, p) => p);
  const genuine = all.filter((p) => same[p] === 1);
  const impostors = all.filter((p) => same[p] === 0);
  const rng = createRng(streamSeed(seed, 'verification pairs'));
  shuffle(genuine, rng);
  shuffle(impostors, rng);
  const each = Math.min(genuine.length, impostors.length);
  return Uint32Array.from({ length: 2 * each }, (_, i) => (i % 2 === 0 ? genuine : impostors)[i >> 1]);
}
