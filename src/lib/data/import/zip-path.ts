/** Paths as archives write them. Nothing is ever written to such a path; one that climbs is refused all the same. */

/** With slashes and without empty parts; null where it is absolute, climbs, or is not written as zip demands. */
export function safePath(path: string): string | null {
  if (path.startsWith('/') || path.includes('\\') || path.includes('\0')) return null;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const isDrive = /^[a-zA-Z]:/.test(parts[0] ?? '');
  return isDrive || parts.includes('..') ? null : parts.join('/');
}

/**
 * Zip has two encodings of names, and archivers use a third: what is not UTF-8 comes, more often than not, from a
 * Chinese Windows.
 */
export function decodePath(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
