/** What a session needs of a browser: a worker, storage that may refuse, and the dataset's address. */
import { setNameOf } from '../data/store/set-name';
import { setFolderUrl } from '../data/store/set-folder';
import { backendIds, type RememberedBackend } from '../train/protocol';
import { browserMotion } from '../viz/motion';
import type { SessionServices } from './session';

const storageKey = 'marginalia.backend';

/** Addresses of the folders that hold datasets and recorded runs: relative to the page or absolute, ending in a slash. */
export interface Roots {
  readonly data: string;
  readonly runs: string;
}

export function browserServices(window: Window & typeof globalThis, roots: Roots): SessionServices {
  const within = (root: string, path: string) => new URL(path, new URL(root, window.document.baseURI)).href;
  return {
    openClient: async (handlers) => (await import('./open-client')).openClient(handlers),
    datasetUrl: (name) => {
      const kept = setNameOf(name);
      return kept === null ? within(roots.data, `${name}/`) : setFolderUrl(kept);
    },
    recordingUrl: (name) => within(roots.runs, `${name}.run`),
    fetch: (url, init) => window.fetch(url, init),
    motion: browserMotion(window),
    recallBackend: () => {
      try {
        const stored = JSON.parse(
          window.localStorage.getItem(storageKey) ?? 'null',
        ) as RememberedBackend | null;
        return stored && backendIds.includes(stored.backend) && typeof stored.build === 'string'
          ? stored
          : null;
      } catch {
        // Frames of another site may not read storage; then nothing is remembered.
        return null;
      }
    },
    rememberBackend: (remembered) => {
      try {
        window.localStorage.setItem(storageKey, JSON.stringify(remembered));
      } catch {
        // A full or forbidden storage costs one more measurement next time.
      }
    },
  };
}
