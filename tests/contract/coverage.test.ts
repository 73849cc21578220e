/** docs/coverage.md leads somewhere: every page, section and demo that it names exists. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PreprocessorGroup } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import config from '../../svelte.config.js';
import { freeDemo } from '../../src/lib/demo/lab-presets';
import { readQuery } from '../../src/lib/demo/query';
import { allDemos } from '../../src/routes/demos';

const markdown = (config.preprocess as PreprocessorGroup[])[0];
const addresses = [...readFileSync('docs/coverage.md', 'utf8').matchAll(/`((?:en|gallery)\/[^`]*)`/g)].map(
  ([, address]) => address,
);
const demos = await allDemos();

async function idsOf(slug: string): Promise<string[]> {
  const filename = resolve('content', slug, 'en.md');
  const { code } = (await markdown.markup!({ content: readFileSync(filename, 'utf8'), filename }))!;
  return [...code.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
}

describe('docs/coverage.md', () => {
  it('names many places', () => expect(addresses.length).toBeGreaterThan(40));

  it.each([...new Set(addresses)])('%s exists', async (address) => {
    const { pathname, hash, search } = new URL(address, 'https://a.test/');
    const [, , first, second] = pathname.split('/');
    if (first === 'embed') expect(demos.map(({ spec }) => spec.id)).toContain(second);
    else if (first === 'lab' && second)
      expect(readdirSync('src/routes/[lang=language]/lab')).toContain(second);
    else if (first === 'lab') expect(readQuery(search, freeDemo).notices).toEqual([]);
    else if (hash) expect(await idsOf(first)).toContain(decodeURIComponent(hash.slice(1)));
  });

  it('has every demo of every article', () => {
    const named = addresses.join('\n');
    const missing = demos.filter(
      ({ spec, home }) =>
        !home.startsWith('lab/') && !named.includes(`en/embed/${spec.id}/`) && !named.includes(`#${spec.id}`),
    );
    expect(missing.map(({ spec }) => spec.id)).toEqual([]);
  });
});
