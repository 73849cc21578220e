/** Every article says the same in every language: the same sections, figures, notes, formulas, works and presets. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PreprocessorGroup } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/lib/i18n/languages';
import config from '../../svelte.config.js';
import type { DemoSpec } from '../../src/lib/demo/demo-spec';
import { blocksOf, claimsOf, numbersOf } from '../support/articles';

const markdown = (config.preprocess as PreprocessorGroup[])[0];
const modules = import.meta.glob<Record<string, unknown>>('../../content/*/figures.ts', { eager: true });
const slugs = readdirSync('content').filter((slug) =>
  readdirSync(join('content', slug)).includes('figures.ts'),
);

async function compile(slug: string, language: string): Promise<string> {
  const filename = resolve('content', slug, `${language}.md`);
  const result = await markdown.markup!({ content: readFileSync(filename, 'utf8'), filename });
  return result!.code;
}

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1]);

/** What must not depend on the language, in the order of the text. */
const skeleton = (html: string) => ({
  headings: all(html, /<(h[1-6]) id=/g),
  figures: all(html, /<Figure\s+kind="([^"]+)"/g),
  notes: all(html, /id="(note-\d+)"/g),
  formulas: all(html, /id="(eq-\d+)"/g),
  works: all(html, /href="#ref-([^"]+)"/g).sort(),
  presets: all(html, /href="(\?[^"]+)"/g),
  tableRows: all(html, /<(tr)>/g),
});

describe.each(slugs)('the article %s', (slug) => {
  it.each(languages)('has links within that lead somewhere, and no id twice: %s', async (language) => {
    const html = await compile(slug, language);
    // A demo's figure is known by the demo's id.
    const specs = modules[`../../content/${slug}/figures.ts`];
    const demos = all(html, /<Figure[^>]*\bspec=\{(\w+)\}/g).map((name) => specs[name] as DemoSpec);
    const ids = [...all(html, /\bid="([^"]+)"/g), ...demos.map(({ id }) => id)];
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const target of all(html, /href="#([^"]+)"/g)) expect(ids).toContain(decodeURIComponent(target));
  });

  it('has the same parts in every language', async () => {
    const [first, ...others] = await Promise.all(languages.map((language) => compile(slug, language)));
    expect(skeleton(first).figures.length).toBeGreaterThan(0);
    for (const other of others) expect(skeleton(other)).toEqual(skeleton(first));
  });

  it('has the same numbers in every language, block by block', () => {
    const numbersIn = (block: string) =>
      numbersOf(block)
        .map(({ text }) => text)
        .sort();
    const [first, ...others] = languages.map((language) => blocksOf(slug, language));
    for (const other of others) {
      expect(other).toHaveLength(first.length);
      other.forEach((block, i) => expect(numbersIn(block), block).toEqual(numbersIn(first[i])));
    }
  });

  it('states every claim of claims.md word for word', async () => {
    const plain = (text: string) =>
      text
        .replace(/<annotation[\s\S]*?<\/annotation>|<a class="(?:noteref|back)"[\s\S]*?<\/a>/g, '')
        .replace(/<[^>]*>/g, '')
        .replace(/[\u2061\s\u00a0]/g, '')
        .replace(/&lt;/g, '<')
        .replace(/’/g, "'");
    const text = plain(await compile(slug, 'en'));
    const claims = claimsOf(slug);
    expect(claims.length).toBeGreaterThan(9);
    for (const { id, parts } of claims) {
      for (const part of parts) expect(text.includes(plain(part)), `${id}: ${part}`).toBe(true);
    }
  });

  it.each(languages)(
    'is whole in %s: sections, demos, challenges, and all that stands behind the text',
    async (language) => {
      const source = readFileSync(join('content', slug, `${language}.md`), 'utf8');
      const html = await compile(slug, language);
      const { figures: demos } = modules[`../../content/${slug}/figures.ts`] as {
        figures: readonly DemoSpec[];
      };
      const [text, backMatter] = source.split('<div class="back-matter">');
      expect(backMatter).toBeTruthy();
      expect(all(text, /^(## )/gm).length).toBeGreaterThanOrEqual(6);
      // Trainers, and figures on what was trained ahead.
      const judged = all(text, /kind="(threshold|folds|gallery-size|verification-lab|combinations)"/g);
      expect(demos.length + judged.length).toBeGreaterThanOrEqual(4);
      const challenges = all(source, /kind="(challenge)"|<details class="(?:predict)"/g);
      expect(challenges.length).toBeGreaterThanOrEqual(2);
      // A live figure before the first section, exercises that open a preset, the loss's code, works and how to cite it.
      expect(text.split('\n## ')[0]).toMatch(/<Figure\s+kind="(trainer|free-points|threshold)"/);
      expect(all(html, /href="(\?[^"]+)"/g).length).toBeGreaterThanOrEqual(3);
      expect(html).toMatch(/<Figure[^>]*kind="code"/);
      expect(backMatter).toContain('<References />');
      expect(backMatter).toContain('<section class="summary">');
      expect(backMatter).toContain(`@misc{marginalia-${slug},`);
      // Spaced words in English, characters in Chinese; formulas and markup left out.
      const prose = text.replace(/<script>[\s\S]*?<\/script>|\$\$?[^$]*\$\$?|<[^>]*>|^\|.*\|$/gm, ' ');
      const length =
        language === 'zh' ? all(prose, /(\p{Script=Han})/gu).length / 1.6 : all(prose, /(\p{L}+)/gu).length;
      expect(length).toBeGreaterThan(1500);
    },
  );
});
