/** Has the browser keep what the reader loads, so that it stands without a network (`src/service-worker.ts`). */
import type { KeptMessage } from './ways';

/**
 * Registers the service worker and hands it what the page has loaded already. Where the browser keeps nothing (a
 * private window, plain http) the site is as it was: nothing is thrown.
 *
 * @param address of the service worker
 */
export async function keepForOffline(address: string): Promise<void> {
  // A frame in a host's page is the host's guest: it leaves nothing on the reader's disk.
  if (!('serviceWorker' in navigator) || window !== window.top) return;
  try {
    await navigator.serviceWorker.register(address, { type: 'module' });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    const urls = [location.href, ...loaded].filter((url) => url.startsWith(location.origin));
    active?.postMessage({ type: 'keep', urls } satisfies KeptMessage);
  } catch {
    // Refused: nothing is kept, and nothing else changes.
  }
}
