/** The table of public implementations against the golden files and the conformance program's own table. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conventionsWords, disagreements } from '../../src/lib/i18n/conventions';
import { languages } from '../../src/lib/i18n/languages';
import { conventionOf, implementationById, implementations } from '../../src/lib/loss/implementations';
import { lossById } from '../../src/lib/loss/registry';
import { settingsOf } from '../../src/lib/loss/spec';
import { optionsFor } from '../../tools/conformance/conventions';

interface Header {
  readonly references: Readonly<Record<string, { repo: string; path: string; commit: string }>>;
}
const headerOf = (file: string): Header =>
  (JSON.parse(readFileSync(`tests/golden/data/${file}.json`, 'utf8')) as { header: Header }).header;

describe('the implementations', () => {
  it('have ids of their own', () => {
    const ids = implementations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(implementations)('$id: repository, file and commit are the golden file’s', ({ golden, ...one }) => {
    const source = headerOf(golden.file).references[golden.ref];
    expect(one.repo).toBe(source.repo);
    expect(source.path.startsWith(one.path)).toBe(true);
    expect(source.commit.startsWith(one.commit)).toBe(true);
  });

  it.each(implementations)('$id: loss and habits are those under which its numbers conform', (one) => {
    const { file, ref, convention } = one.golden;
    const params = { m: 4, ...(one.loss === 'a-softmax' ? {} : { s: 64, m: 0.5 }) };
    const options = optionsFor(file, ref, convention, params)!;
    expect(options.spec.id).toBe(one.loss);
    expect(conventionOf(one)).toEqual(options.convention);
    const spec = lossById(one.loss)!;
    expect(settingsOf(spec, { ...params, ...one.settings })).toEqual(options.settings);
  });
});

describe('the disagreements', () => {
  it.each(disagreements)('$id is between two that exist, in words of every language', ({ id, a, b }) => {
    expect(implementationById(a)).toBeDefined();
    expect(implementationById(b)).toBeDefined();
    for (const language of languages) {
      expect(conventionsWords[language].disagreement[id].sentence.length).toBeGreaterThan(20);
    }
  });
});
