/** A `fetch` that finds stored sets in the browser's storage, and everything else where it lies. */
import { ImportError } from '../import/import-error';
import type { Fetch } from '../shard-reader';
import { setOfUrl } from './set-folder';
import type { SetStore } from './set-store';

/**
 * @param fetch for all other addresses
 * @param openStore called when a stored set is first asked for
 */
export function fetchWithKept(fetch: Fetch, openStore: () => Promise<SetStore>): Fetch {
  let store: Promise<SetStore> | null = null;
  return async (url, init) => {
    const name = setOfUrl(url);
    if (name === null) return fetch(url, init);
    try {
      const set = await (await (store ??= openStore())).open(name);
      return await set.fetch(url, init);
    } catch (cause) {
      // As a server says it: whoever reads has a sentence for a set that is gone.
      if (cause instanceof ImportError && cause.code === 'set-missing') {
        return new Response(null, { status: 404 });
      }
      throw cause;
    }
  };
}
