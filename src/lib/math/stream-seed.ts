/**
 * The seed of an independent stream: one run has one seed, and its weights, its batches and its probe set draw
 * from streams of their own, so that asking one of them for more numbers does not change the others.
 *
 * @param seed the run's seed
 * @param label what the stream is for, e.g. `'weights'`
 * @returns an unsigned 32-bit seed for `createRng`
 */
export function streamSeed(seed: number, label: string): number {
  // FNV-1a over the label, started from the seed, then murmur3's finaliser, so that near seeds fall far apart.
  let hash = (seed ^ 0x811c9dc5) | 0;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
