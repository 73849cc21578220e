/** Sets in IndexedDB: a set is written in one transaction, so it is there as a whole or not at all. */
import type { DatasetManifest } from '../dataset';
import { naturalOrder } from '../import/natural-order';
import { isSetName } from './set-name';
import {
  bytesOf,
  encodeManifest,
  manifestFile,
  missing,
  openFolder,
  setBytes,
  shardEntries,
  storageError,
  type SetStore,
  type StoredSet,
} from './set-store';

const databaseName = 'marginalia-sets';
/** Keyed by the set's name. */
const manifests = 'manifests';
/** Keyed by [set, file]. */
const files = 'files';

export function idbStore(factory: IDBFactory): SetStore {
  /** Runs `work` in one transaction and resolves once that is safe; the database is closed again. */
  const within = async <T>(mode: IDBTransactionMode, work: (stores: Stores) => Promise<T>): Promise<T> => {
    try {
      const database = await openDatabase(factory);
      try {
        const transaction = database.transaction([manifests, files], mode, { durability: 'strict' });
        const ended = completion(transaction);
        try {
          const result = await work({
            manifests: transaction.objectStore(manifests),
            files: transaction.objectStore(files),
          });
          await ended;
          return result;
        } catch (cause) {
          try {
            transaction.abort();
          } catch {
            // It has ended by itself; why, `ended` says.
          }
          const why = await ended.then(
            () => cause,
            (reason: unknown) => reason ?? cause,
          );
          throw isAbort(why) ? cause : why;
        }
      } finally {
        database.close();
      }
    } catch (cause) {
      throw storageError(cause);
    }
  };
  const stored = (name: string, manifest: DatasetManifest) => ({ name, manifest, bytes: setBytes(manifest) });

  const list = (): Promise<StoredSet[]> =>
    within('readonly', async (stores) => {
      const names = (await result(stores.manifests.getAllKeys())) as string[];
      const all = (await result(stores.manifests.getAll())) as DatasetManifest[];
      return names.map((name, i) => stored(name, all[i])).sort((a, b) => naturalOrder(a.name, b.name));
    });

  return {
    list,
    usage: async () => bytesOf(await list()),
    put: async (name, { manifest, shards }) => {
      if (!isSetName(name)) throw new RangeError(`"${name}" is no name of a set.`);
      return within('readwrite', async (stores) => {
        await removeSet(stores, name);
        for (const { file, bytes } of shards) await result(stores.files.put(bytes, [name, file]));
        await result(stores.manifests.put(manifest, name));
        return stored(name, manifest);
      });
    },
    open: async (name) => {
      const read = (): Promise<DatasetManifest | undefined> =>
        within('readonly', (stores) => result(stores.manifests.get(name) as IDBRequest<DatasetManifest>));
      const manifest = await read();
      if (!manifest) throw missing(name);
      const known = new Set(shardEntries(manifest).map(({ file }) => file));
      return openFolder(name, async (file) => {
        if (file === manifestFile) {
          const now = await read();
          return now ? encodeManifest(now) : null;
        }
        if (!known.has(file)) return null;
        const bytes = await within('readonly', (stores) => result(stores.files.get([name, file])));
        return (bytes as Uint8Array<ArrayBuffer> | undefined) ?? null;
      });
    },
    delete: (name) =>
      within('readwrite', async (stores) => {
        const manifest = await removeSet(stores, name);
        return manifest ? setBytes(manifest) : 0;
      }),
  };
}

interface Stores {
  readonly manifests: IDBObjectStore;
  readonly files: IDBObjectStore;
}

const isAbort = (cause: unknown): boolean => (cause as { name?: string } | null)?.name === 'AbortError';

/** The manifest that stands, if any, and with it the shards that it names. */
async function removeSet({ manifests, files }: Stores, name: string): Promise<DatasetManifest | null> {
  const manifest = (await result(manifests.get(name))) as DatasetManifest | undefined;
  if (!manifest) return null;
  await result(manifests.delete(name));
  for (const { file } of shardEntries(manifest)) await result(files.delete([name, file]));
  return manifest;
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(databaseName, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(manifests);
    request.result.createObjectStore(files);
  };
  return result(request);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('A request to IndexedDB failed.'));
  });
}

function completion(transaction: IDBTransaction): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'));
  });
  // Awaited later, and not at all where a request has failed first.
  ended.catch(() => {});
  return ended;
}
