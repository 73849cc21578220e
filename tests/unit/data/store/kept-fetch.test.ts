import { describe, expect, it } from 'vitest';
import { ImportError } from '../../../../src/lib/data/import/import-error';
import { fetchWithKept } from '../../../../src/lib/data/store/kept-fetch';
import { setFolderUrl, setOfUrl } from '../../../../src/lib/data/store/set-folder';
import type { SetStore } from '../../../../src/lib/data/store/set-store';

function storeWith(files: Record<string, string>): { opened: string[]; open: () => Promise<SetStore> } {
  const opened: string[] = [];
  const store = {
    open: async (name: string) => {
      opened.push(name);
      if (name === 'full') throw new ImportError('storage-refused', 'No.');
      if (name !== 'family') throw new ImportError('set-missing', 'No such set.');
      return {
        folderUrl: setFolderUrl(name),
        fetch: async (url: string) => new Response(files[url.split('/').at(-1)!] ?? null),
      };
    },
  } as unknown as SetStore;
  return { opened, open: async () => store };
}
const site = async (url: string) => new Response(`site ${url}`);

describe('a fetch that knows stored sets', () => {
  it('reads them from the store and everything else from the site, where the store is never opened', async () => {
    const { opened, open } = storeWith({ 'manifest.json': 'kept' });
    const fetch = fetchWithKept(site, open);
    expect(await (await fetch('https://marginalia.test/data/mnist/manifest.json')).text()).toMatch(/^site/);
    expect(opened).toEqual([]);
    expect(await (await fetch(`${setFolderUrl('family')}manifest.json`)).text()).toBe('kept');
    expect(opened).toEqual(['family']);
  });

  it('answers as a server does where a set is gone, and hands on what else went wrong', async () => {
    const fetch = fetchWithKept(site, storeWith({}).open);
    expect((await fetch(`${setFolderUrl('gone')}manifest.json`)).status).toBe(404);
    await expect(fetch(`${setFolderUrl('full')}manifest.json`)).rejects.toThrow(ImportError);
  });

  it('knows whose folder an address lies in', () => {
    expect(setOfUrl(`${setFolderUrl('my-family')}ab.bin`)).toBe('my-family');
    expect(setOfUrl('https://marginalia.test/my-family/ab.bin')).toBeNull();
  });
});
