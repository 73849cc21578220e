/**
 * Citations: `<Cite key="deng2019" />` names a work of the `refs.bib` beside the text; `<References />` lists what
 * was cited. The first citation in running text sets the full reference beside itself, in the margin. A key that the
 * file does not have fails the build, and so does a work that nobody cites.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { visit } from 'unist-util-visit';
import { asText } from './entities.mjs';
import { languageOf } from './notes.mjs';

// Their modules for import read a package.json in a way that Node 20 refuses.
const require = createRequire(import.meta.url);

/**
 * @typedef {object} Work  one reference
 * @property {string} key
 * @property {{ family: string, given?: string }[]} authors
 * @property {string} title
 * @property {string} [venue]  where it appeared
 * @property {number} year
 * @property {string} url
 */

/** The works of a BibTeX file's text. @param {string} bibtex @returns {Work[]} */
export function readWorks(bibtex) {
  const { Cite } = require('@citation-js/core');
  require('@citation-js/plugin-bibtex');
  return new Cite(bibtex).data.map((item) => {
    const year = item.issued?.['date-parts']?.[0]?.[0];
    if (!item.author || !item.title || !year || !item.URL) {
      throw new Error(`refs.bib: ${item.id} lacks one of author, title, year and url.`);
    }
    return {
      key: item.id,
      authors: item.author,
      title: item.title,
      venue: item['container-title'],
      year,
      url: item.URL,
    };
  });
}

const words = {
  en: {
    short: (work) => `${names(work, ' and ', ' et al.')} ${work.year}`,
    wrap: (link) => `(${link})`,
    back: '↑ Back to where it is cited',
  },
  zh: {
    short: (work) => `${names(work, '、', ' 等')}，${work.year}`,
    wrap: (link) => `（${link}）`,
    back: '↑ 回到引用处',
  },
};

/** A remark plugin. */
export function citations() {
  return (tree, file) => {
    const language = words[languageOf(file)];
    const works = new Map();
    const cited = new Set();
    let isAside = false;
    visit(tree, 'html', (node) => {
      const cite = /^<Cite key="([^"]+)" ?\/>$/.exec(node.value);
      // Notes and captions stand in the margin or near it: they name the work, and the list has the rest.
      if (/^<(Note|details|div class="marginnote)|^<Figure\b.*[^/]>$/.test(node.value)) isAside = true;
      if (/^<\/(Note|Figure|details|div)>/.test(node.value)) isAside = false;
      if (cite) node.value = citation(cite[1]);
      else if (node.value === '<References />') node.value = list();
    });
    for (const key of works.keys()) {
      if (!cited.has(key))
        throw new Error(`${file.filename}: refs.bib has ${key}, which the text never cites.`);
    }

    function citation(key) {
      if (works.size === 0) {
        for (const work of readWorks(readFileSync(join(dirname(file.filename), 'refs.bib'), 'utf8'))) {
          works.set(work.key, work);
        }
      }
      const work = works.get(key);
      if (!work) throw new Error(`${file.filename}: refs.bib has no ${key}.`);
      const isFirst = !cited.has(key);
      cited.add(key);
      const id = isFirst ? ` id="cite-${key}"` : '';
      const link = `<a class="cite"${id} href="#ref-${key}">${asText(language.short(work))}</a>`;
      const beside =
        isFirst && !isAside ? `<span class="marginnote reference" role="note">${reference(work)}</span>` : '';
      return `${language.wrap(link)}${beside}`;
    }

    function list() {
      const items = [...cited]
        .map((key) => works.get(key))
        .sort((a, b) => names(a).localeCompare(names(b), 'en') || a.year - b.year)
        .map(
          (work) =>
            `<li id="ref-${work.key}">${reference(work)} <a class="back" href="#cite-${work.key}" aria-label="${language.back}">↑</a></li>`,
        );
      return `<ul class="references">${items.join('')}</ul>`;
    }
  };
}

/** Family names: both of two, else the first. */
function names({ authors }, and = ' and ', more = ' et al.') {
  const [first, second] = authors;
  if (authors.length > 2) return `${first.family}${more}`;
  return second ? `${first.family}${and}${second.family}` : first.family;
}

/** The whole reference; its language is English wherever it stands. @param {Work} work */
function reference(work) {
  const people = work.authors.map(({ given, family }) => (given ? `${initials(given)} ${family}` : family));
  const venue = work.venue ? ` <cite>${asText(work.venue)}</cite>,` : '';
  return (
    `<span lang="en">${asText(people.join(', '))}. ` +
    `<a href="${asText(work.url)}">${asText(work.title)}</a>.${venue} ${work.year}.</span>`
  );
}

/** "Alan L." as "A. L."; "Wei-Ying" as "W.-Y.". */
const initials = (given) =>
  given
    .split(/\s+/)
    .map((name) =>
      name
        .split('-')
        .map((part) => `${part[0]}.`)
        .join('-'),
    )
    .join(' ');
