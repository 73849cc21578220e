/** Make's rule: what was made is fresh while nothing that it was made from is newer. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The newest modification time under the paths, in milliseconds; -Infinity where none exists. Folders count with
 * their own time, so that a deleted file is seen too. @param {string[]} paths @param {string[]} [leaveOut]
 */
export function newestMs(paths, leaveOut = []) {
  let newest = -Infinity;
  for (const path of paths) {
    if (leaveOut.includes(path)) continue;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    newest = Math.max(newest, stat.mtimeMs);
    if (stat.isDirectory()) {
      const children = readdirSync(path).map((name) => join(path, name));
      newest = Math.max(newest, newestMs(children, leaveOut));
    }
  }
  return newest;
}

/** Whether `product` exists and is at least as new as all of `sources`. @param {string} product @param {string[]} sources */
export function isFresh(product, sources, leaveOut = []) {
  const made = statSync(product, { throwIfNoEntry: false });
  return made !== undefined && made.mtimeMs >= newestMs(sources, leaveOut);
}
