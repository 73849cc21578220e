import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EncodedSet } from '../../../../src/lib/data/import/encode-set';
import { importSet } from '../../../../src/lib/data/import/import-set';
import { readManifest, readSplit, readUnseen } from '../../../../src/lib/data/shard-reader';
import { idbStore } from '../../../../src/lib/data/store/idb-store';
import { openSetStore, storagePlatform } from '../../../../src/lib/data/store/open-set-store';
import { opfsStore } from '../../../../src/lib/data/store/opfs-store';
import { dataValueOf, isSetName, setNameFrom, setNameOf } from '../../../../src/lib/data/store/set-name';
import type { SetStore } from '../../../../src/lib/data/store/set-store';
import { orlLike, sourceFiles } from '../../../support/import-files';
import { MemoryFolder, MemoryLocks } from '../../../support/memory-folder';

const imported = (counts: readonly number[]): Promise<EncodedSet> =>
  importSet(
    { type: 'files', files: sourceFiles(orlLike(counts)) },
    { kind: 'folder', name: 'x', title: 'X', decode: () => Promise.reject(), subtle: crypto.subtle },
  );

let first: EncodedSet;
let second: EncodedSet;
beforeAll(async () => {
  first = await imported(new Array(8).fill(5));
  second = await imported([3, 3]);
});

const bytesOf = ({ manifest, shards }: EncodedSet): number =>
  Buffer.byteLength(JSON.stringify(manifest)) + shards.reduce((sum, { bytes }) => sum + bytes.length, 0);

async function countOf(store: SetStore, name: string): Promise<number> {
  const { folderUrl, fetch } = await store.open(name);
  const url = `${folderUrl}manifest.json`;
  const manifest = await readManifest(url, { fetch });
  let count = (await readUnseen(manifest, url, { fetch }))?.count ?? 0;
  for (const split of ['train', 'probe'] as const) {
    for await (const samples of readSplit(manifest, url, split, { fetch })) count += samples.count;
  }
  return count;
}

/** The same disk under a store of its own, as after a reload. */
const stores: [string, () => () => SetStore][] = [
  [
    'private files',
    () => {
      const [root, locks] = [new MemoryFolder(), new MemoryLocks()];
      return () => opfsStore(async () => root, locks);
    },
  ],
  [
    'IndexedDB',
    () => {
      const factory = new IDBFactory();
      return () => idbStore(factory);
    },
  ],
  [
    'both',
    () => {
      const [root, locks, indexedDB] = [new MemoryFolder(), new MemoryLocks(), new IDBFactory()];
      return () => openSetStore({ getDirectory: async () => root, canStream: true, locks, indexedDB });
    },
  ],
];

describe.each(stores)('the store in %s', (_, makeDisk) => {
  it('keeps sets over a reload, and the reader of shards reads them', async () => {
    const open = makeDisk();
    await open().put('b10', first);
    await open().put('b2', second);
    const listed = await open().list();
    expect(listed.map(({ name }) => name)).toEqual(['b2', 'b10']);
    expect(listed[1].manifest).toEqual(first.manifest);
    expect(listed.map(({ bytes }) => bytes)).toEqual([bytesOf(second), bytesOf(first)]);
    expect(await open().usage()).toBe(bytesOf(first) + bytesOf(second));
    expect(await countOf(open(), 'b10')).toBe(40);
    expect(await countOf(open(), 'b2')).toBe(6);
  });

  it('frees what it says, once', async () => {
    const open = makeDisk();
    await open().put('a', first);
    await open().put('b', second);
    expect(await open().delete('a')).toBe(bytesOf(first));
    expect(await open().delete('a')).toBe(0);
    expect((await open().list()).map(({ name }) => name)).toEqual(['b']);
    expect(await countOf(open(), 'b')).toBe(6);
  });

  it('puts a new set in the place of an old one', async () => {
    const open = makeDisk();
    await open().put('a', first);
    await open().put('a', second);
    expect(await countOf(open(), 'a')).toBe(6);
    expect(await open().usage()).toBe(bytesOf(second));
    await open().put('a', second);
    expect(await countOf(open(), 'a')).toBe(6);
  });

  it('has no file that was not put there, and says so as a server does', async () => {
    const open = makeDisk();
    await expect(open().open('a')).rejects.toMatchObject({ code: 'set-missing' });
    await open().put('a', second);
    const { folderUrl, fetch } = await open().open('a');
    expect(new URL(folderUrl).href).toBe(folderUrl);
    for (const url of [
      `${folderUrl}0123456789abcdef.bin`,
      `${folderUrl}../b/manifest.json`,
      folderUrl,
      'https://x.test/',
    ]) {
      expect((await fetch(url)).status).toBe(404);
    }
    await open().delete('a');
    expect((await fetch(`${folderUrl}manifest.json`)).status).toBe(404);
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(fetch(folderUrl, { signal: abort.signal })).rejects.toThrow('enough');
  });

  it('takes no name that could be a path', async () => {
    for (const name of ['', '../x', 'A', 'a/b', 'a--b'])
      await expect(makeDisk()().put(name, second)).rejects.toThrow();
  });
});

describe('private files', () => {
  it('that fill up say so in one sentence, and nothing half-written stays', async () => {
    const disk = { freeBytes: first.shards[0].bytes.length + 10 };
    const root = new MemoryFolder(disk);
    const store = opfsStore(async () => root, new MemoryLocks());
    const failed = store.put('a', first);
    await expect(failed).rejects.toMatchObject({ code: 'storage-full' });
    await expect(failed).rejects.toThrow(/^The storage of this browser is full, [^.]*\.$/);
    expect(root.folders.get('marginalia-sets')!.folders.size).toBe(0);
    expect(await store.list()).toEqual([]);
  });

  it('that fill up while a set is replaced keep the old one whole', async () => {
    const disk = { freeBytes: Infinity };
    const root = new MemoryFolder(disk);
    const store = opfsStore(async () => root, new MemoryLocks());
    await store.put('a', second);
    disk.freeBytes = 10;
    await expect(store.put('a', first)).rejects.toMatchObject({ code: 'storage-full' });
    expect(await countOf(store, 'a')).toBe(6);
    expect(root.folders.get('marginalia-sets')!.folders.get('a')!.files.size).toBe(second.shards.length + 1);
  });

  it('lose what a closed tab left half-written, and keep what another tab is writing', async () => {
    const [root, locks] = [new MemoryFolder(), new MemoryLocks()];
    const store = opfsStore(async () => root, locks);
    await store.put('whole', second);
    const sets = root.folders.get('marginalia-sets')!;
    const half = await sets.getDirectoryHandle('half', { create: true });
    half.files.set(first.shards[0].file, first.shards[0].bytes);
    const damaged = await sets.getDirectoryHandle('damaged', { create: true });
    damaged.files.set('manifest.json', new TextEncoder().encode('{') as Uint8Array<ArrayBuffer>);
    let finish = () => {};
    const writing = locks.request(
      'marginalia-sets/half',
      {},
      () => new Promise<void>((resolve) => (finish = resolve)),
    );
    expect((await store.list()).map(({ name }) => name)).toEqual(['whole']);
    expect([...sets.folders.keys()].sort()).toEqual(['half', 'whole']);
    finish();
    await writing;
    await store.list();
    expect([...sets.folders.keys()]).toEqual(['whole']);
  });

  it('show another tab no set before it is whole', async () => {
    const disk = { freeBytes: Infinity, beforeWrite: async () => {} };
    const [root, locks] = [new MemoryFolder(disk), new MemoryLocks()];
    const seen: number[] = [];
    disk.beforeWrite = async () => {
      seen.push((await opfsStore(async () => root, locks).list()).length);
    };
    await opfsStore(async () => root, locks).put('a', first);
    expect(seen).toEqual(new Array(first.shards.length + 1).fill(0));
    expect(
      await countOf(
        opfsStore(async () => root, locks),
        'a',
      ),
    ).toBe(40);
  });

  it('that are refused say so in one sentence', async () => {
    const store = opfsStore(() => Promise.reject(new DOMException('no', 'SecurityError')), new MemoryLocks());
    await expect(store.put('a', second)).rejects.toMatchObject({ code: 'storage-refused' });
    await expect(store.list()).rejects.toThrow(/^This browser does not let the site keep files [^.]*\.$/);
  });
});

describe('IndexedDB', () => {
  it('that fills up keeps nothing of the new set, and the old one whole', async () => {
    const factory = new IDBFactory();
    await idbStore(factory).put('a', second);
    const { prototype } = IDBObjectStore;
    const original = prototype.put;
    let writes = 0;
    prototype.put = function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) {
      if (++writes === 3) throw new DOMException('full', 'QuotaExceededError');
      return original.apply(this, args);
    };
    try {
      await expect(idbStore(factory).put('a', first)).rejects.toMatchObject({ code: 'storage-full' });
    } finally {
      prototype.put = original;
    }
    expect(writes).toBe(3);
    expect(await countOf(idbStore(factory), 'a')).toBe(6);
    expect(await idbStore(factory).usage()).toBe(bytesOf(second));
  });

  it('that is refused says so', async () => {
    const factory = {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    } as unknown as IDBFactory;
    await expect(idbStore(factory).list()).rejects.toMatchObject({ code: 'storage-refused' });
  });
});

describe('the store of a browser', () => {
  it('turns to IndexedDB where private files are refused, and finds what lies in either', async () => {
    const [root, locks, indexedDB] = [new MemoryFolder(), new MemoryLocks(), new IDBFactory()];
    const refused = openSetStore({
      getDirectory: () => Promise.reject(new DOMException('no', 'SecurityError')),
      canStream: true,
      locks,
      indexedDB,
    });
    await refused.put('in-idb', second);
    const able = openSetStore({ getDirectory: async () => root, canStream: true, locks, indexedDB });
    await able.put('in-files', first);
    expect((await able.list()).map(({ name }) => name)).toEqual(['in-files', 'in-idb']);
    expect(await countOf(able, 'in-idb')).toBe(6);
    expect(await countOf(able, 'in-files')).toBe(40);
    expect(await able.delete('in-idb')).toBe(bytesOf(second));
    await expect(refused.open('in-files')).rejects.toMatchObject({ code: 'set-missing' });
  });

  it('is not full only because another could not be used', async () => {
    const root = new MemoryFolder({ freeBytes: 1 });
    const store = openSetStore({
      getDirectory: async () => root,
      canStream: true,
      locks: new MemoryLocks(),
      indexedDB: new IDBFactory(),
    });
    await expect(store.put('a', second)).rejects.toMatchObject({ code: 'storage-full' });
  });

  it('that has neither says so', async () => {
    const store = openSetStore({ canStream: false });
    await expect(store.put('a', second)).rejects.toMatchObject({ code: 'storage-refused' });
    await expect(store.list()).rejects.toMatchObject({ code: 'storage-refused' });
    await expect(store.open('a')).rejects.toMatchObject({ code: 'storage-refused' });
  });

  it('is found by what the global object has', () => {
    const scope = { navigator: {}, indexedDB: undefined } as unknown as typeof globalThis;
    expect(storagePlatform(scope)).toEqual({
      getDirectory: undefined,
      canStream: false,
      locks: undefined,
      indexedDB: undefined,
    });
  });
});

describe('the name of a set', () => {
  it.each([
    ['My Friends', 'my-friends'],
    ['  Café – Été 2024!  ', 'cafe-ete-2024'],
    ['orl', 'orl'],
    ['我的照片', 'set'],
    ['---', 'set'],
    ['x'.repeat(60), 'x'.repeat(40)],
    [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
  ])('of %j is %j', (typed, name) => {
    expect(setNameFrom(typed)).toBe(name);
    expect(isSetName(name)).toBe(true);
  });

  it('is never one that is taken', () => {
    expect(setNameFrom('orl', ['orl', 'orl-2'])).toBe('orl-3');
    const long = 'x'.repeat(40);
    expect(setNameFrom(long, [long])).toBe(`${'x'.repeat(38)}-2`);
  });

  it('stands in an address behind mine-', () => {
    expect(dataValueOf('my-friends')).toBe('mine-my-friends');
    expect(setNameOf('mine-my-friends')).toBe('my-friends');
    for (const value of ['mnist', 'mine-', 'mine-A', 'mine-../x']) expect(setNameOf(value)).toBeNull();
  });
});
