/** Articles as written: their blocks, the numbers in them, and what they claim of their figures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../src/lib/i18n/languages';

const read = (slug: string, file: string): string => readFileSync(join('content', slug, file), 'utf8');

/** The article in pieces between blank lines. */
export const blocksOf = (slug: string, language: Language): string[] =>
  read(slug, `${language}.md`).split(/\n\s*\n/);

/** A number as it is printed. */
export interface Printed {
  readonly text: string;
  readonly value: number;
  /** Digits behind the point. */
  readonly decimals: number;
}

/** The numbers of a text in their order; thousands may stand apart (10,000 or 10 000), minus is −. */
export function numbersOf(text: string): Printed[] {
  const plain = text.replace(/<Cite[^>]*>/g, '').replace(/(?<=\d)[,\u00a0 ](?=\d{3}(?!\d))/g, '');
  return [...plain.matchAll(/−?\d+(?:\.(\d+))?/g)].map(([number, behind = '']) => ({
    text: number,
    value: Number(number.replace('−', '-')),
    decimals: behind.length,
  }));
}

/** One row of an article's `claims.md`. */
export interface Claim {
  readonly id: string;
  /** Parts of the article's text, in English. */
  readonly parts: readonly string[];
}

export const claimsOf = (slug: string): Claim[] =>
  [...read(slug, 'claims.md').matchAll(/^\| ([a-z0-9-]+) +\| (.+?) +\| /gm)]
    .filter(([, id]) => id !== 'id' && !/^-+$/.test(id))
    .map(([, id, sentence]) => ({ id, parts: sentence.split('…') }));

/** The article's words without its markup, for comparing. */
export const bare = (text: string): string =>
  text
    .replace(/<\/?[a-zA-Z][^>]*>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\\([a-z]+)/g, (_, name: string) => ({ theta: 'θ', pi: 'π' })[name] ?? name)
    .replace(/[\s$*{}\\]/g, '')
    .replace(/-/g, '−')
    .replace(/’/g, "'");
