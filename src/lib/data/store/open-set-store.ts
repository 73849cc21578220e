/**
 * The store of this browser: private files where it has them, else IndexedDB. What lies in either is found, for a
 * browser may learn or forget one of them with an update.
 */
import { naturalOrder } from '../import/natural-order';
import { ImportError } from '../import/import-error';
import { idbStore } from './idb-store';
import { opfsStore, type FolderLike, type LocksLike } from './opfs-store';
import { bytesOf, storageError, type SetStore } from './set-store';

/** What a page and a worker have alike; each may be absent. */
export interface StoragePlatform {
  readonly getDirectory?: () => Promise<FolderLike>;
  /** Whether a file there can be written as a stream, in pages and workers alike. */
  readonly canStream: boolean;
  readonly locks?: LocksLike;
  readonly indexedDB?: IDBFactory;
}

/** The platform of a page or of a worker, from its global object. */
export function storagePlatform(scope: typeof globalThis): StoragePlatform {
  const { storage, locks } = scope.navigator;
  return {
    getDirectory: storage?.getDirectory && (() => storage.getDirectory() as unknown as Promise<FolderLike>),
    canStream: 'createWritable' in (scope.FileSystemFileHandle?.prototype ?? {}),
    locks: locks as unknown as LocksLike | undefined,
    indexedDB: scope.indexedDB,
  };
}

export function openSetStore({ getDirectory, canStream, locks, indexedDB }: StoragePlatform): SetStore {
  const stores: SetStore[] = [];
  if (getDirectory && canStream && locks) stores.push(opfsStore(getDirectory, locks));
  if (indexedDB) stores.push(idbStore(indexedDB));
  return firstThatWorks(stores);
}

/** Several stores as one: sets are put into the first that lets them, and found in all. */
function firstThatWorks(stores: readonly SetStore[]): SetStore {
  const isRefusal = (cause: unknown): boolean =>
    cause instanceof ImportError && cause.code === 'storage-refused';
  /** The first answer that is not a refusal; the last refusal where all refuse. */
  const first = async <T>(ask: (store: SetStore) => Promise<T>): Promise<T> => {
    let refusal: unknown = storageError(new Error('There is no storage.'));
    for (const store of stores) {
      try {
        return await ask(store);
      } catch (cause) {
        if (!isRefusal(cause)) throw cause;
        refusal = cause;
      }
    }
    throw refusal;
  };
  const all = async <T>(ask: (store: SetStore) => Promise<T>): Promise<T[]> => {
    const answers: T[] = [];
    let refusal: unknown = null;
    for (const store of stores) {
      try {
        answers.push(await ask(store));
      } catch (cause) {
        if (!isRefusal(cause)) throw cause;
        refusal = cause;
      }
    }
    if (answers.length === 0) throw refusal ?? storageError(new Error('There is no storage.'));
    return answers;
  };
  const list = async () => {
    const sets = (await all((store) => store.list())).flat();
    // Of two with one name the first store's is the one that `open` opens.
    const byName = new Map([...sets].reverse().map((set) => [set.name, set]));
    return [...byName.values()].sort((a, b) => naturalOrder(a.name, b.name));
  };
  return {
    list,
    usage: async () => bytesOf(await list()),
    put: (name, set) => first((store) => store.put(name, set)),
    open: async (name) => {
      let last: unknown = null;
      for (const store of stores) {
        try {
          return await store.open(name);
        } catch (cause) {
          last = cause instanceof ImportError && cause.code === 'set-missing' ? cause : (last ?? cause);
        }
      }
      throw last ?? storageError(new Error('There is no storage.'));
    },
    delete: async (name) => (await all((store) => store.delete(name))).reduce((sum, bytes) => sum + bytes, 0),
  };
}
