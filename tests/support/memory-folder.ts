/** A file system in memory with the conduct of OPFS that the store relies on: names, errors, quota, swap on close. */
import type { FolderLike, LocksLike } from '../../src/lib/data/store/opfs-store';

const error = (name: string): DOMException => new DOMException(`made by the test: ${name}`, name);

interface Disk {
  /** How many bytes may still be written. */
  freeBytes: number;
  /** Called before each file is written. */
  beforeWrite?: () => Promise<void>;
}

export class MemoryFolder implements FolderLike {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly folders = new Map<string, MemoryFolder>();

  /** @param disk shared by all folders */
  constructor(readonly disk: Disk = { freeBytes: Infinity }) {}

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<MemoryFolder> {
    const folder = this.folders.get(name);
    if (folder) return folder;
    if (!create) throw error('NotFoundError');
    const made = new MemoryFolder(this.disk);
    this.folders.set(name, made);
    return made;
  }

  async getFileHandle(name: string, { create = false } = {}) {
    if (!this.files.has(name)) {
      if (!create) throw error('NotFoundError');
      this.files.set(name, new Uint8Array());
    }
    let draft = new Uint8Array();
    return {
      getFile: async () => new Blob([this.files.get(name)!]),
      createWritable: async () => ({
        write: async (bytes: Uint8Array<ArrayBuffer>) => {
          await this.disk.beforeWrite?.();
          if (bytes.length > this.disk.freeBytes) throw error('QuotaExceededError');
          this.disk.freeBytes -= bytes.length;
          draft = bytes.slice();
        },
        close: async () => void this.files.set(name, draft),
        abort: async () => {},
      }),
    };
  }

  async removeEntry(name: string, { recursive = false } = {}): Promise<void> {
    const folder = this.folders.get(name);
    if (folder && !recursive && folder.files.size > 0) throw error('InvalidModificationError');
    // Handles of it that somebody has lead nowhere now.
    folder?.files.clear();
    if (!this.folders.delete(name) && !this.files.delete(name)) throw error('NotFoundError');
  }

  async *keys(): AsyncIterable<string> {
    yield* [...this.folders.keys(), ...this.files.keys()];
  }
}

/** Locks by name, first come first served. */
export class MemoryLocks implements LocksLike {
  readonly #held = new Map<string, Promise<unknown>>();

  async request<T>(
    name: string,
    { ifAvailable = false }: { ifAvailable?: boolean },
    work: (lock: unknown) => Promise<T>,
  ): Promise<T> {
    if (ifAvailable && this.#held.has(name)) return work(null);
    while (this.#held.has(name)) await this.#held.get(name)!.catch(() => {});
    const working = work({ name });
    this.#held.set(name, working);
    try {
      return await working;
    } finally {
      this.#held.delete(name);
    }
  }
}
