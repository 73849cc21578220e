/** Which copies of a training go into a file. */
import type { StoredStand } from '../frame/recording';
import type { Stand } from '../train/protocol';

/** A file is sent by mail: the newest copy always, others as far as they fit, evenly spread. */
const mostBytes = 6 * 2 ** 20;

/** `lastStep`: the newest moment that the file shows. */
export function standsToSave(stands: readonly Stand[], lastStep: number): StoredStand[] {
  const usable = stands.filter(({ step }) => step > 0 && step <= lastStep);
  const newest = usable.at(-1);
  if (!newest) return [];
  const room = Math.max(1, Math.floor(mostBytes / bytesOf(newest)));
  const chosen = new Set<Stand>();
  for (let k = 1; k <= Math.min(room, usable.length); k++) {
    chosen.add(usable[Math.ceil((k * usable.length) / Math.min(room, usable.length)) - 1]);
  }
  return [...chosen] as unknown as StoredStand[];
}

function bytesOf(part: unknown): number {
  if (part instanceof Float32Array) return part.byteLength;
  if (typeof part !== 'object' || part === null) return 0;
  return Object.values(part).reduce((sum: number, inner) => sum + bytesOf(inner), 0);
}
