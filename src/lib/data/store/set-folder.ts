/** The address under which a stored set is read, as if it lay on a server. */

/** `.invalid` is kept free of hosts for ever (RFC 2606). */
const root = 'https://mine.invalid/';

/** Of the set's manifest and shards, with a trailing slash. */
export const setFolderUrl = (name: string): string => `${root}${name}/`;

/** The set in whose folder an address lies; null where it lies in none. */
export const setOfUrl = (url: string): string | null =>
  url.startsWith(root) ? (url.slice(root.length).split('/')[0] ?? null) : null;
