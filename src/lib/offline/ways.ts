/** How the service worker answers an address. Pure: the worker and the tests share it. */

/**
 * `script` and `data`: named after their own hash, so what is kept is right for ever; `network`: the newest if there is
 * one; `leave`: not ours.
 */
export type Way = 'script' | 'data' | 'network' | 'leave';

/**
 * @param url absolute address on the site's own origin
 * @param base path that the site stands under, '' or '/a/b'
 */
export function wayOf(url: string, base: string): Way {
  const { pathname } = new URL(url);
  if (!pathname.startsWith(`${base}/`)) return 'leave';
  const path = pathname.slice(base.length);
  if (path === '/service-worker.js') return 'leave';
  if (path.startsWith('/_app/immutable/')) return 'script';
  return /\/[0-9a-f]{16}\.bin$/.test(path) ? 'data' : 'network';
}

/** What a page is kept under: its query is the state of its demos, and its HTML the same for all of them. */
export function keyOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** What a page tells the worker that came after it: these are loaded, keep them. */
export interface KeptMessage {
  readonly type: 'keep';
  readonly urls: readonly string[];
}

export function isKeptMessage(data: unknown): data is KeptMessage {
  const { type, urls } = (data ?? {}) as Partial<KeptMessage>;
  return type === 'keep' && Array.isArray(urls) && urls.every((url) => URL.canParse(url));
}
