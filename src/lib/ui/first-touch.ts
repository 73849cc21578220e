/** The first sign that a reader is at the page: pointer, finger, key or scroll. */
const signs = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown', 'scroll'] as const;

let isHere = false;
const waiting = new Set<() => void>();

/**
 * Calls back once at the reader's first sign, at once where there has been one. Returns how to stop waiting. A query
 * counts as a sign: whoever follows such a link wants what it asks for.
 */
export function whenReaderIsHere(callback: () => void): () => void {
  if (isHere || location.search) {
    isHere = true;
    callback();
    return () => {};
  }
  if (!waiting.size)
    for (const sign of signs) addEventListener(sign, arrive, { passive: true, capture: true });
  waiting.add(callback);
  return () => waiting.delete(callback);
}

function arrive(): void {
  isHere = true;
  for (const sign of signs) removeEventListener(sign, arrive, { capture: true });
  for (const callback of waiting) callback();
  waiting.clear();
}
