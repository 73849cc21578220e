/** Every demo of the site stands in a frame of its own, and the lab has a word for everything that can be set of one. */
import { describe, expect, it } from 'vitest';
import type { DemoState } from '../../src/lib/demo/demo-spec';
import { freeDemo, labPresets } from '../../src/lib/demo/lab-presets';
import { readQuery, writeQuery } from '../../src/lib/demo/query';
import { schemaOf } from '../../src/lib/demo/schema';
import { labPageWords, labPresetIds } from '../../src/lib/i18n/lab';
import { languages, loadMessages } from '../../src/lib/i18n/languages';
import { losses, terms } from '../../src/lib/loss/registry';
import { openingsOf } from '../../src/lib/prerender/openings';
import { shareSnippets } from '../../src/lib/ui/share-snippets';
import { allDemos } from '../../src/routes/demos';
import { articles } from '../../src/routes/articles';

const demos = await allDemos();

describe('the demos that can be embedded', () => {
  it('are all that articles and lab have, each once', async () => {
    const ids = demos.map(({ spec }) => spec.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(ids).toContain('free');
    for (const article of Object.values(articles)) {
      for (const { id } of await article.figures()) expect(ids).toContain(id);
    }
  });

  it('have a page that they are from', () => {
    for (const { home, spec } of demos) {
      const [first] = home.split('/');
      expect([...Object.keys(articles), 'lab'], spec.id).toContain(first);
    }
  });

  it.each(languages)(
    'have a poster in %s: of a recorded run, else of the first weights',
    async (language) => {
      const trained = demos.map(({ spec }) => spec).filter(({ data }) => data !== 'toy');
      const messages = await loadMessages(language);
      const { pictures } = await openingsOf(trained, language, messages);
      for (const { id, views, recording, data = 'mnist', dim = 2 } of trained) {
        const of = Object.keys(pictures).filter((key) => key.startsWith(`${id}/`));
        // What has no picture before it has learnt: more than three dimensions, and faces, whose names are in the set.
        const fewest = recording ? views.length : data === 'mnist' && dim <= 3 ? 1 : 0;
        expect(of.length, id).toBeGreaterThanOrEqual(fewest);
        for (const key of of) {
          expect(pictures[key], key).toMatch(/<svg[^>]*role="img"[^>]*aria-label="[^"]+"/);
          expect(pictures[key], key).not.toMatch(/NaN|undefined/);
        }
      }
    },
  );
});

describe.each(languages)('the lab in %s', (language) => {
  const words = labPageWords[language];

  it.each([...losses, ...terms].map((loss) => [loss.id, loss] as const))(
    'names every key of %s',
    async (_, loss) => {
      const { parameterNames } = await loadMessages(language);
      const state: DemoState = loss.kind === 'additive' ? { add: [loss.id] } : { loss: [loss.id] };
      const silent = new Set(['theme', 'controls', 'zoom', 'autoplay', 'step']);
      for (const [key, { phase, type }] of Object.entries(schemaOf(freeDemo, state))) {
        if (silent.has(key)) continue;
        const isSlider = phase === 'train' && (type === 'number' || type === 'integer');
        expect((isSlider ? parameterNames : words.keys)[key], key).toBeTruthy();
      }
    },
  );

  it.each(labPresetIds)('has the preset %s as an address that it reads whole', (id) => {
    const query = writeQuery(labPresets[id], freeDemo);
    const { state, notices } = readQuery(query, freeDemo);
    expect(notices).toEqual([]);
    expect(state).toEqual(labPresets[id]);
    expect(words.presets[id].title && words.presets[id].lede).toBeTruthy();
  });
});

describe('what is pasted elsewhere', () => {
  it('names the frame, and holds the address as its language writes it', () => {
    const src = 'https://a.test/en/embed/free/?m=0.3&loss=softmax,arcface';
    const { link, iframe, reveal, slidev } = shareSnippets(src, 'Softmax "and" <ArcFace>');
    expect(link).toBe(src);
    for (const markup of [iframe, reveal]) {
      expect(markup).toContain('src="https://a.test/en/embed/free/?m=0.3&amp;loss=softmax,arcface"');
      expect(markup).toContain('title="Softmax &quot;and&quot; &lt;ArcFace>"');
    }
    expect(slidev).toContain(`url: ${src}`);
  });
});
