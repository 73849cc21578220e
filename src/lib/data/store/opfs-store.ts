/**
 * Sets in the origin's private file system, one folder each: shards first, the manifest last, so that a folder without
 * one is half-written. A lock tells a half-written set from one that another tab is writing.
 */
import {
  bytesOf,
  decodeManifest,
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
import { isSetName } from './set-name';
import { naturalOrder } from '../import/natural-order';

/** As much of a FileSystemDirectoryHandle as is used here. */
export interface FolderLike {
  getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<FolderLike>;
  getFileHandle(name: string, options?: { create?: boolean }): Promise<FileLike>;
  removeEntry(name: string, options?: { recursive?: boolean }): Promise<void>;
  keys(): AsyncIterable<string>;
}

interface FileLike {
  getFile(): Promise<Blob>;
  createWritable(): Promise<{
    write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
    close(): Promise<void>;
    abort(reason?: unknown): Promise<void>;
  }>;
}

/** As much of a LockManager as is used here. */
export interface LocksLike {
  request<T>(
    name: string,
    options: { ifAvailable?: boolean },
    work: (lock: unknown) => Promise<T>,
  ): Promise<T>;
}

const rootFolder = 'marginalia-sets';

/** @param openRoot the file system's root; it may reject @param locks shared by all tabs of the origin */
export function opfsStore(openRoot: () => Promise<FolderLike>, locks: LocksLike): SetStore {
  const openSets = async (): Promise<FolderLike> =>
    (await openRoot()).getDirectoryHandle(rootFolder, { create: true });
  const whileHeld = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    locks.request(`${rootFolder}/${name}`, {}, work);

  const list = (): Promise<StoredSet[]> =>
    mapped(async () => {
      const sets = await openSets();
      const found: StoredSet[] = [];
      for (const name of await namesIn(sets)) {
        const stored = await readSet(sets, name);
        if (stored) found.push(stored);
        else {
          // Whoever holds the lock is writing it now; it becomes whole, or the next list removes it.
          await locks.request(`${rootFolder}/${name}`, { ifAvailable: true }, async (lock) => {
            if (lock && !(await readSet(sets, name))) await sets.removeEntry(name, { recursive: true });
          });
        }
      }
      return found.sort((a, b) => naturalOrder(a.name, b.name));
    });

  return {
    list,
    usage: async () => bytesOf(await list()),
    put: (name, { manifest, shards }) =>
      mapped(() =>
        whileHeld(name, async () => {
          if (!isSetName(name)) throw new RangeError(`"${name}" is no name of a set.`);
          const sets = await openSets();
          const before = await readSet(sets, name);
          const kept = new Set(before ? shardEntries(before.manifest).map(({ file }) => file) : []);
          const folder = await sets.getDirectoryHandle(name, { create: true });
          try {
            for (const { file, bytes } of shards) if (!kept.has(file)) await writeFile(folder, file, bytes);
            await writeFile(folder, manifestFile, encodeManifest(manifest));
          } catch (cause) {
            // What cannot be removed now has no manifest, and the next list removes it.
            const removed = before
              ? removeStrays(folder, before)
              : sets.removeEntry(name, { recursive: true });
            await removed.catch(() => {});
            throw cause;
          }
          const stored = { name, manifest, bytes: setBytes(manifest) };
          await removeStrays(folder, stored);
          return stored;
        }),
      ),
    open: (name) =>
      mapped(async () => {
        const sets = await openSets();
        if (!(await readSet(sets, name))) throw missing(name);
        const folder = await sets.getDirectoryHandle(name);
        return openFolder(name, (file) => readFile(folder, file));
      }),
    delete: (name) =>
      mapped(() =>
        whileHeld(name, async () => {
          const sets = await openSets();
          const stored = await readSet(sets, name);
          if (!stored) return 0;
          await sets.removeEntry(name, { recursive: true });
          return stored.bytes;
        }),
      ),
  };
}

async function mapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw storageError(cause);
  }
}

async function namesIn(folder: FolderLike): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

const isMissing = (cause: unknown): boolean => (cause as { name?: string } | null)?.name === 'NotFoundError';

async function readFile(folder: FolderLike, file: string): Promise<Blob | null> {
  try {
    return await (await folder.getFileHandle(file)).getFile();
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw cause;
  }
}

/** Null where it has no manifest yet, or a broken one, or does not exist. */
async function readSet(sets: FolderLike, name: string): Promise<StoredSet | null> {
  try {
    const file = await readFile(await sets.getDirectoryHandle(name), manifestFile);
    const manifest = file && decodeManifest(new Uint8Array(await file.arrayBuffer()));
    return manifest && { name, manifest, bytes: setBytes(manifest) };
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw cause;
  }
}

/** The browser writes beside the file and moves it there on closing: nobody reads half of it. */
async function writeFile(folder: FolderLike, file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const writable = await (await folder.getFileHandle(file, { create: true })).createWritable();
  try {
    await writable.write(bytes);
    await writable.close();
  } catch (cause) {
    // A stream that broke is closed already.
    await writable.abort(cause).catch(() => {});
    throw cause;
  }
}

async function removeStrays(folder: FolderLike, { manifest }: StoredSet): Promise<void> {
  const named = new Set([manifestFile, ...shardEntries(manifest).map(({ file }) => file)]);
  for (const file of await namesIn(folder)) if (!named.has(file)) await folder.removeEntry(file);
}
