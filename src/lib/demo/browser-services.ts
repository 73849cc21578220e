/** What a session needs of a browser: a worker, storage that may refuse, and the dataset's address. */
import { backendIds, type RememberedBackend } from '../train/protocol';
import { browserMotion } from '../viz/motion';
import type { SessionServices } from './session';

const storageKey = 'marginalia.backend';

/** `dataRoot`: address of the folder that holds datasets, relative to the page or absolute, with a trailing slash. */
export function browserServices(window: Window & typeof globalThis, dataRoot: string): SessionServices {
  return {
    openClient: async (handlers) => (await import('./open-client')).openClient(handlers),
    datasetUrl: (name) => new URL(`${name}/`, new URL(dataRoot, window.document.baseURI)).href,
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
