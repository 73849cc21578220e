/**
 * Seeded randomness (mulberry32). It is always an argument, never a global, so that two runs with one seed are
 * the same run. The stream is the one in which the golden files state their large inputs.
 */

export interface Rng {
  /** The next number, uniform in [0, 1). */
  next(): number;
  /** The next standard normal number: mean 0, variance 1. */
  gaussian(): number;
  /** The next integer, uniform in 0 … count − 1. @throws RangeError unless 1 ≤ count ≤ 2³². */
  integer(count: number): number;
}

/** A generator whose whole sequence is fixed by `seed`, of which the lowest 32 bits count. */
export function createRng(seed: number): Rng {
  let state = seed | 0;
  let spareGaussian: number | null = null;

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  return {
    next,
    integer(count) {
      if (!(count >= 1 && count <= 2 ** 32))
        throw new RangeError(`integer(${count}): count must be 1 to 2^32`);
      return Math.floor(next() * count);
    },
    gaussian() {
      if (spareGaussian !== null) {
        const value = spareGaussian;
        spareGaussian = null;
        return value;
      }
      // Box and Muller's pair; 1 − u keeps the logarithm away from 0.
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angleRad = 2 * Math.PI * next();
      spareGaussian = radius * Math.sin(angleRad);
      return radius * Math.cos(angleRad);
    },
  };
}
