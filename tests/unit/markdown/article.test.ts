/** What the Markdown of an article becomes: notes, citations, formulas and contents, through the site's own configuration. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWorks } from '../../../tools/markdown/citations.mjs';
import { readGlossary } from '../../../tools/markdown/glossary.mjs';
import { compileArticle } from './compile-article';

const folder = mkdtempSync(join(tmpdir(), 'marginalia-article-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bibtex = `
@inproceedings{lee2020, author = {Lee, Ann Mary and M{\\"u}ller, Jo}, title = {Of {Angles}}, booktitle = {Conf}, year = {2020}, url = {https://example.org/a}}
@article{abe1999, author = {Abe, X. and Bee, Y. and Cee, Z.}, title = {Of margins}, journal = {Letters}, year = {1999}, url = {https://example.org/b}}
`;
writeFileSync(join(folder, 'refs.bib'), bibtex);

const compile = (content: string, language = 'en'): Promise<string> =>
  compileArticle(content, join(folder, `${language}.md`));

describe('margin notes', () => {
  it('number themselves, and lead to the note and back', async () => {
    const html = await compile('One.<Note>first *note*</Note> Two.<Note>second</Note>');
    for (const number of [1, 2]) {
      expect(html).toContain(`id="noteref-${number}" href="#note-${number}"`);
      expect(html).toContain(`id="note-${number}" role="note"`);
      expect(html).toContain(`href="#noteref-${number}"`);
    }
    expect(html).toContain('first <em>note</em></span>');
    expect(html.match(/<span class="marginnote"/g)).toHaveLength(2);
  });

  it('speak the language of the text', async () => {
    expect(await compile('A<Note>b</Note>')).toContain('aria-label="Note 1"');
    expect(await compile('甲<Note>乙</Note>', 'zh')).toContain('aria-label="边注 1"');
  });

  it('refuse to nest and to stay open', async () => {
    await expect(compile('A<Note>b<Note>c</Note></Note>')).rejects.toThrow(/inside note 1/);
    await expect(compile('A<Note>b')).rejects.toThrow(/not closed/);
  });
});

describe('citations', () => {
  const both =
    'As said <Cite key="lee2020" />, and again <Cite key="lee2020" />; <Cite key="abe1999" />.\n\n<References />';

  it('name the work in the text, whole beside the first place only, and list it by name', async () => {
    const html = await compile(both);
    expect(html).toContain('(<a class="cite" id="cite-lee2020" href="#ref-lee2020">Lee and Müller 2020</a>)');
    expect(html).toContain('>Abe et al. 1999</a>)');
    expect(html.match(/marginnote reference/g)).toHaveLength(2);
    const list = html.slice(html.indexOf('<ul class="references">'));
    expect(list.indexOf('ref-abe1999')).toBeLessThan(list.indexOf('ref-lee2020'));
    expect(list).toContain(
      'A. M. Lee, J. Müller. <a href="https://example.org/a">Of Angles</a>. <cite>Conf</cite>, 2020.',
    );
    expect(list).toContain('href="#cite-lee2020"');
  });

  it('stay out of the margin inside notes and captions', async () => {
    const html = await compile(
      '<Figure kind="x">\n\nC <Cite key="abe1999" />\n\n</Figure>\n\nA<Note>b <Cite key="lee2020" /></Note>\n\n<References />',
    );
    expect(html).not.toContain('marginnote reference');
    expect(html).toContain('href="#ref-abe1999"');
  });

  it('use Chinese marks in Chinese', async () => {
    expect(await compile(both, 'zh')).toContain(
      '（<a class="cite" id="cite-abe1999" href="#ref-abe1999">Abe 等，1999</a>）',
    );
  });

  it('fail on an unknown key, and on a work that nobody cites', async () => {
    await expect(compile('<Cite key="nobody2000" />')).rejects.toThrow(/no nobody2000/);
    await expect(compile('<Cite key="lee2020" />')).rejects.toThrow(/abe1999, which the text never cites/);
  });

  it('ask for author, title, year and address', () => {
    expect(() => readWorks('@misc{x, author = {A, B}, title = {T}, year = {2000}}')).toThrow(/x lacks/);
  });
});

describe('formulas', () => {
  it('set a variable alone as text, and mark the three quantities everywhere', async () => {
    const html = await compile('Let $m$ be, with $x$, and $s\\cos(\\theta_y + m)$ there.');
    expect(html).toContain('<i class="term" data-term="m">m</i>');
    expect(html).toContain('<i>x</i>');
    for (const [term, letter] of [
      ['m', 'm'],
      ['s', 's'],
      ['theta', 'θ'],
    ]) {
      expect(html).toContain(`<mi data-term="${term}">${letter}</mi>`);
    }
    expect(html).toContain('<mi mathvariant="normal">cos</mi>');
  });

  it('number those on a line of their own', async () => {
    const html = await compile('A\n\n$$\na + b\n$$\n\nB\n\n$$\nc\\,d\n$$\n');
    expect(html).toContain('id="eq-1"');
    expect(html).toContain('<span class="eqno">(2)</span>');
  });

  it('keep the comma that follows, and leave a word', async () => {
    const html = await compile('With $a+b$, then $c+d$ goes.');
    expect(html).toMatch(/<span class="nobr">.*<\/math><\/span>,<\/span> then/);
    expect(html.match(/class="nobr"/g)).toHaveLength(1);
  });

  it('fail where they do not parse', async () => {
    await expect(compile('$\\frac{a$')).rejects.toThrow(/does not parse/);
  });
});

describe('contents', () => {
  it('list the numbered sections with their anchors, and not the back matter', async () => {
    const html = await compile(
      '---\ntitle: T\n---\n\n## First *part*\n\n### Deeper\n\n## Past θ + m\n\n<div class="back-matter">\n\n## References\n\n</div>\n',
    );
    const metadata = JSON.parse(/export const metadata = (\{.*\});/.exec(html)![1]) as { contents: unknown };
    expect(metadata.contents).toEqual([
      { id: 'first-part', title: 'First part' },
      { id: 'past-θ--m', title: 'Past θ + m' },
    ]);
    expect(html).toContain('<h2 id="first-part">');
  });
});

it('braces and tags in prose stay text', async () => {
  expect(await compile('a {b} < c')).toContain('a &#123;b&#125; &lt; c');
});

describe('numbers and their signs', () => {
  it('stay on one line', async () => {
    const html = await compile('It is 95 % here, and a % there.');
    expect(html).toContain('95\u00a0% here, and a % there');
  });
});

describe('terms of the glossary', () => {
  const dfns = (html: string) =>
    [...html.matchAll(/<dfn class="glossed"[^>]*>([^<]*)<\/dfn>/g)].map(([, text]) => text);

  it('explain themselves the first time, by their longest name', async () => {
    const html = await compile('The target logit is a logit. Another logit, and a target logit.');
    expect(dfns(html)).toEqual(['target logit', 'logit']);
    expect(html).toMatch(
      /<dfn class="glossed" tabindex="0" data-term-id="logit" data-gloss="logit: The score [^"]*"/,
    );
  });

  it('are words and not parts of words, in either case', async () => {
    expect(dfns(await compile('Marginalia has margins; Margin notes too.'))).toEqual(['margins']);
    expect(dfns(await compile('Embeddings first, then an embedding.'))).toEqual(['Embeddings']);
  });

  it('stay as they are in titles, links, code and emphasis', async () => {
    const html = await compile('## The margin\n\n[a margin](#x) `margin` *margin* <a href="#y">margin</a>');
    expect(dfns(html)).toEqual([]);
  });

  it('speak Chinese in Chinese, and name the English word', async () => {
    const html = await compile('加上间隔之后，间隔变大。', 'zh');
    expect(dfns(html)).toEqual(['间隔']);
    expect(html).toContain('data-gloss="margin：');
  });
});

describe('the glossary', () => {
  it('has a word, its forms and a sentence in each language, each id once', () => {
    const glossary = readGlossary();
    expect(new Set(glossary.map(({ id }) => id)).size).toBe(glossary.length);
    for (const { id, en, zh } of glossary) {
      expect(id).toMatch(/^[a-z-]+$/);
      for (const { term, forms, text } of [en, zh]) {
        expect(term).toBeTruthy();
        expect(forms.length).toBeGreaterThan(0);
        expect(text).toMatch(/[.。？?]$/);
      }
      expect(zh.text).toMatch(/\p{Script=Han}/u);
    }
  });
});
