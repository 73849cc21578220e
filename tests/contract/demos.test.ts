/** Every demo of every article is one that the site can show: loops over `content/`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { themes, viewIds, type DemoSpec } from '../../src/lib/demo/demo-spec';
import { trainingConfig } from '../../src/lib/demo/plan';
import { formatValue, parseValue, readQuery, writeQuery } from '../../src/lib/demo/query';
import { canChoose, canTake, lossesOf, runsOf, schemaOf, termsOf } from '../../src/lib/demo/schema';
import { setupParameters } from '../../src/lib/demo/setup-parameters';
import { languages, loadMessages } from '../../src/lib/i18n/languages';
import { lossIds } from '../../src/lib/loss/registry';

type FiguresModule = Readonly<Record<string, unknown>> & { readonly figures: readonly DemoSpec[] };

const modules = import.meta.glob<FiguresModule>('../../content/*/figures.ts', { eager: true });
const articles = Object.entries(modules).map(([path, module]) => ({
  slug: path.split('/').at(-2)!,
  module,
  ids: module.figures.map(({ id }) => id),
}));
const demos = articles.flatMap(({ slug, module, ids }) =>
  module.figures.map((spec) => ({ name: `${slug}: ${spec.id}`, spec, ids })),
);
const text = (slug: string, language: string) =>
  readFileSync(new URL(`../../content/${slug}/${language}.md`, import.meta.url), 'utf8');

describe('the demos of the site', () => {
  it('exist', () => expect(demos.length).toBeGreaterThan(0));

  it('have ids in kebab-case, each once; `free` is the lab’s', () => {
    const ids = demos.map(({ spec }) => spec.id);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('free');
  });
});

describe.each(articles)('the article $slug', ({ slug, module }) => {
  it.each(languages)('shows every one of its demos in %s', async (language) => {
    const markup = text(slug, language);
    for (const spec of module.figures) {
      const names = Object.keys(module).filter((name) => module[name] === spec);
      expect(
        names.some((name) => markup.includes(`spec={${name}}`)),
        spec.id,
      ).toBe(true);
    }
    const messages = await loadMessages(language);
    expect(messages.articleTitles[slug]).toBeTruthy();
    expect(messages.articleLedes[slug]).toBeTruthy();
  });
});

describe.each(demos)('the demo $name', ({ spec, ids }) => {
  it('names one to five losses that exist, none twice', () => {
    expect(spec.losses.length).toBeGreaterThanOrEqual(1);
    expect(spec.losses.length).toBeLessThanOrEqual(5);
    for (const id of spec.losses) expect(lossIds).toContain(id);
    expect(new Set(spec.losses).size).toBe(spec.losses.length);
  });

  it('offers only switches that its training has', () => {
    const schema = schemaOf(spec);
    for (const name of spec.switches ?? []) expect(schema[name]?.type, name).toBe('boolean');
  });

  it('sets only what one of its losses has, to a value that it can take', () => {
    const losses = lossesOf(spec);
    for (const [name, value] of Object.entries(spec.settings ?? {})) {
      const parameters = losses.flatMap((loss) => loss.parameters.filter((own) => own.name === name));
      const options = losses.flatMap((loss) => loss.options.filter((own) => own.name === name));
      expect(parameters.length + options.length, name).toBeGreaterThan(0);
      // The key belongs to the first loss that has it.
      if (parameters.length) expect(canTake(parameters[0], value), name).toBe(value);
      else expect(canChoose(options[0], value), name).toBe(value);
    }
  });

  it('gives single runs only what their loss has, to values that it can take, and as many as there are runs', () => {
    const { runs = [], losses } = spec;
    if (losses.length > 1 && runs.length > 0) expect(runs).toHaveLength(losses.length);
    expect(runsOf(spec).length).toBeLessThanOrEqual(5);
    for (const { loss, own } of runsOf(spec)) {
      for (const [name, value] of Object.entries(own)) {
        const parameter = loss.parameters.find((each) => each.name === name);
        const option = loss.options.find((each) => each.name === name);
        if (parameter) expect(canTake(parameter, value), name).toBe(value);
        else expect(option && canChoose(option, value), name).toBe(value);
      }
    }
  });

  it('has a preset that every key of its schema can take', () => {
    for (const [key, entry] of Object.entries(schemaOf(spec))) {
      if (entry.default === null) continue;
      expect(parseValue(formatValue(entry.default), entry), key).toEqual({ value: entry.default });
    }
  });

  it('has sliders for parameters of its losses and of the training, each once', () => {
    const parts = spec.data === 'toy' ? lossesOf(spec) : [...lossesOf(spec), ...termsOf(spec)];
    const losses = parts.flatMap(({ parameters }) => parameters);
    const names = [...losses, ...setupParameters].map(({ name }) => name);
    for (const slider of spec.sliders) expect(names).toContain(slider);
    expect(new Set(spec.sliders).size).toBe(spec.sliders.length);
  });

  it('has views that exist, each once', () => {
    // Free points are a drawing of their own.
    if (spec.data === 'toy') expect(spec.views).toEqual([]);
    else expect(spec.views.length).toBeGreaterThan(0);
    for (const view of spec.views) expect(viewIds).toContain(view);
    expect(new Set(spec.views).size).toBe(spec.views.length);
    expect(themes).toContain(schemaOf(spec).theme.default);
  });

  it('rests, if at all, at a step that can be reached', () => {
    const { restStep = null } = spec;
    if (restStep === null) return;
    expect(Number.isInteger(restStep)).toBe(true);
    expect(restStep).toBeGreaterThan(0);
    expect(restStep).toBeLessThanOrEqual(schemaOf(spec).step.max!);
  });

  it('is an empty query as it stands, and plain data', () => {
    expect(writeQuery({}, spec, ids)).toBe('');
    expect(readQuery('', spec, ids)).toEqual({ state: {}, notices: [] });
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    if (spec.data === 'toy') return;
    const config = trainingConfig(spec, {}, (name) => name);
    expect(structuredClone(config)).toEqual(config);
  });
});
