/**
 * The first time that an article uses a term of `src/lib/i18n/glossary.json` in running text, the term explains itself: on
 * hover and focus (article.css), and to screen readers.
 */
import { readFileSync } from 'node:fs';
import { SKIP, visit } from 'unist-util-visit';
import { languageOf } from './notes.mjs';

const other = { en: 'zh', zh: 'en' };
/** Where a term is a title, a way to somewhere else, or code, it stays what it is. */
const untouched = new Set([
  'heading',
  'link',
  'linkReference',
  'inlineCode',
  'code',
  'math',
  'inlineMath',
  'emphasis',
]);

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replace(/[{}]/g, '');
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @returns {{ id: string, en: Entry, zh: Entry }[]} @typedef {{ term: string, forms: string[], text: string }} Entry */
export const readGlossary = () =>
  JSON.parse(readFileSync(new URL('../../src/lib/i18n/glossary.json', import.meta.url), 'utf8'));

/** A remark plugin. */
export function glossaryTerms() {
  const glossary = readGlossary();
  return (tree, file) => {
    const language = languageOf(file);
    const forms = new Map(
      glossary.flatMap((entry) => entry[language].forms.map((form) => [form.toLowerCase(), entry])),
    );
    // The longest first: "target logit" before "logit". Letters around it make it another word.
    const words = [...forms.keys()].sort((a, b) => b.length - a.length).map(literal);
    const pattern = new RegExp(
      language === 'en' ? `(?<![\\w-])(?:${words.join('|')})(?![\\w-])` : words.join('|'),
      'gi',
    );
    const told = new Set();
    let isMarkup = false;
    visit(tree, (node, at, parent) => {
      if (untouched.has(node.type)) return SKIP;
      // Text inside a link or a label that is written as markup.
      if (node.type === 'html') {
        const opened = /^<(a|button|sup|script)\b/i.exec(node.value)?.[1];
        if (opened) isMarkup = !node.value.toLowerCase().includes(`</${opened.toLowerCase()}>`);
        if (/^<\/(a|button|sup|script)>/i.test(node.value)) isMarkup = false;
        return undefined;
      }
      if (node.type !== 'text' || isMarkup) return undefined;
      const parts = [];
      let from = 0;
      for (const match of node.value.matchAll(pattern)) {
        const entry = forms.get(match[0].toLowerCase());
        if (told.has(entry.id)) continue;
        told.add(entry.id);
        const explained = `${entry[other[language]].term}${language === 'en' ? ': ' : '：'}${entry[language].text}`;
        parts.push(
          { type: 'text', value: node.value.slice(from, match.index) },
          {
            type: 'html',
            value: `<dfn class="glossed" tabindex="0" data-term-id="${entry.id}" data-gloss="${escape(explained)}" aria-description="${escape(explained)}">`,
          },
          { type: 'text', value: match[0] },
          { type: 'html', value: '</dfn>' },
        );
        from = match.index + match[0].length;
      }
      if (parts.length === 0) return undefined;
      parts.push({ type: 'text', value: node.value.slice(from) });
      const kept = parts.filter((part) => part.value !== '');
      parent.children.splice(at, 1, ...kept);
      return [SKIP, at + kept.length];
    });
  };
}
