/**
 * A recording as a file (docs/runs.md): a prelude that tells at once whether the file is ours, whole and unharmed, then
 * gzip; in version 2 a second gzip with the training's own copies.
 */

/** Pictures alone; every page can read them. */
export const pictureVersion = 1;
/** Pictures, and copies of the training to go on from. */
export const standsVersion = 2;
/** Ends in a line feed, which a transfer as text would change. */
export const magic = new TextEncoder().encode('MARGRUN\n');
export const preludeBytes = 24;
/** Before the second gzip: its length, and the length that it unpacks to. */
export const sectionBytes = 8;
