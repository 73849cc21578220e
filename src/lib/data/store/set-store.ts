/**
 * Where imported sets live on a reader's device. One interface over the browser's private files (OPFS) and IndexedDB;
 * it works in a page and in a worker, offline, and outlives both.
 */
import { setFolderUrl } from './set-folder';
import type { DatasetManifest } from '../dataset';
import type { EncodedSet } from '../import/encode-set';
import { ImportError } from '../import/import-error';
import { parseManifest } from '../manifest';
import type { Fetch } from '../shard-reader';

export interface StoredSet {
  readonly name: string;
  readonly manifest: DatasetManifest;
  /** What it takes: shards and manifest. */
  readonly bytes: number;
}

/** A stored set as if a server had it: `readManifest(folderUrl + 'manifest.json', { fetch })`. */
export interface OpenSet {
  /** Absolute, with a slash at its end; on no host that can exist. */
  readonly folderUrl: string;
  readonly fetch: Fetch;
}

export interface SetStore {
  /** All whole sets, by name. What a closed tab left half-written is removed. */
  list(): Promise<StoredSet[]>;
  /**
   * Keeps a set under its name, or puts it in the place of the one that has it. Readers see the old one or the new one,
   * whole. Throws an ImportError, `storage-full` or `storage-refused`, and then nothing of the new one is left.
   */
  put(name: string, set: EncodedSet): Promise<StoredSet>;
  /** Throws an ImportError `set-missing` where there is none of this name. */
  open(name: string): Promise<OpenSet>;
  /** Returns the bytes that are free again; 0 where there was none of this name. */
  delete(name: string): Promise<number>;
  /** Bytes that all sets take together. */
  usage(): Promise<number>;
}

export const bytesOf = (sets: readonly StoredSet[]): number =>
  sets.reduce((sum, { bytes }) => sum + bytes, 0);

export const manifestFile = 'manifest.json';

export const encodeManifest = (manifest: DatasetManifest): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(manifest)) as Uint8Array<ArrayBuffer>;

/** Null where the bytes are no manifest: then the set counts as half-written. */
export function decodeManifest(bytes: Uint8Array): DatasetManifest | null {
  try {
    return parseManifest(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

/** The files that a manifest names. */
export const shardEntries = ({ splits, unseen }: DatasetManifest) => [
  ...splits.train.shards,
  ...splits.probe.shards,
  ...(unseen?.shards ?? []),
];

export const setBytes = (manifest: DatasetManifest): number =>
  encodeManifest(manifest).length + shardEntries(manifest).reduce((sum, { bytes }) => sum + bytes, 0);

/** Answers as a server would, from a function that knows the files of one set; null from it is a 404. */
export function openFolder(
  name: string,
  readFile: (file: string) => Promise<Uint8Array<ArrayBuffer> | Blob | null>,
): OpenSet {
  const folderUrl = setFolderUrl(name);
  return {
    folderUrl,
    fetch: async (url, init) => {
      init?.signal?.throwIfAborted();
      const file = url.startsWith(folderUrl) ? url.slice(folderUrl.length) : '';
      const content = file && !file.includes('/') ? await readFile(file) : null;
      return content === null ? new Response(null, { status: 404 }) : new Response(content);
    },
  };
}

export const missing = (name: string): ImportError =>
  new ImportError('set-missing', `There is no set "${name}" on this device; it may have been deleted.`);

/** What a browser's storage threw, in one sentence. */
export function storageError(cause: unknown): ImportError {
  if (cause instanceof ImportError) return cause;
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  return name === 'QuotaExceededError'
    ? new ImportError(
        'storage-full',
        'The storage of this browser is full, so the set was not kept: delete another set or free some space, then import again.',
        { cause },
      )
    : new ImportError(
        'storage-refused',
        'This browser does not let the site keep files (a private window may be the reason), so the set was not kept.',
        { cause },
      );
}
