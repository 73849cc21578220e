/** The font of the formulas has every sign that they use: what it lacks would look otherwise on every machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PreprocessorGroup } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import config from '../../svelte.config.js';
import { languages } from '../../src/lib/i18n/languages';
import { signs } from '../../tools/math-font.mjs';
import { texToMathMl } from '../../tools/markdown/tex.mjs';

const markdown = (config.preprocess as PreprocessorGroup[])[0];
const known = new Set(signs);
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&nbsp;': '\u00a0',
};

/** Operators, fences and spaces of a text's formulas that the font has not. Words are the page's own letters. */
function strangers(html: string): string[] {
  const operators = [...html.matchAll(/<mo\b[^>]*>([\s\S]*?)<\/mo>/g)].map(([, text]) =>
    text
      .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
        String.fromCodePoint(parseInt(code, hex ? 16 : 10)),
      )
      .replace(/&\w+;/g, (entity) => entities[entity] ?? entity),
  );
  return [
    ...new Set(operators.filter((text) => !/^\p{Letter}+$/u.test(text)).flatMap((text) => [...text])),
  ].filter((sign) => !known.has(sign));
}

const articles = readdirSync('content').flatMap((slug) =>
  languages.map((language) => [`${slug}/${language}.md`] as const),
);
const formulas = readdirSync('src/lib', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tex'))
  .map((file) => [join('src/lib', file)] as const);

describe('signs in formulas', () => {
  it.each(articles)('of %s are in the font', async (path) => {
    const filename = resolve('content', path);
    const { code } = (await markdown.markup!({ content: readFileSync(filename, 'utf8'), filename }))!;
    expect(code).toContain('<mo');
    expect(strangers(code)).toEqual([]);
  });

  it.each(formulas)('of %s are in the font', (path) => {
    expect(strangers(texToMathMl(readFileSync(path, 'utf8').trim(), { display: true }))).toEqual([]);
  });

  it('that it lacks are noticed', () => expect(strangers('<mo>⊕</mo><mo>+</mo>')).toEqual(['⊕']));
});
