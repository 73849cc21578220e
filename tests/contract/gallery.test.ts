/** The gallery grows with the site: every view, every kind of figure and every loss has its tiles, in both languages. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { viewIds, type DemoSpec } from '../../src/lib/demo/demo-spec';
import { galleryCaptions, galleryFigures } from '../../src/lib/i18n/gallery';
import { languages } from '../../src/lib/i18n/languages';
import { classLosses } from '../../src/lib/loss/registry';
import { kindOf } from '../../src/lib/ui/figure-kinds';
import { isViewState, type FigureState } from '../../src/routes/gallery/state';
import { gallerySections, stateById } from '../../src/routes/gallery/states';

const demosOf = import.meta.glob<{ figures: readonly DemoSpec[] }>('../../content/*/figures.ts', {
  eager: true,
});
const states = gallerySections.flatMap((section) => section.states);
const viewStates = states.filter(isViewState);
const figureStates = states.filter((state) => !isViewState(state)) as FigureState[];

describe('the gallery', () => {
  it.each(viewIds)('shows the view %s on a recorded run', (view) => {
    expect(viewStates.some((state) => state.view === view && state.demo.recording)).toBe(true);
  });

  it.each(readdirSync('src/lib/ui/figures').filter((file) => file.endsWith('.svelte')))(
    'shows the figure %s, which has a name in both languages',
    (file) => {
      const kind = kindOf(file);
      expect(figureStates.some(({ figure }) => figure === kind)).toBe(true);
      for (const language of languages) expect(galleryFigures[kind][language]).toMatch(/\S/);
    },
  );

  it.each(classLosses.map(({ id }) => id))('shows the loss %s before any training', (loss) => {
    expect(viewStates.some(({ demo }) => demo.id === loss)).toBe(true);
  });

  it('has each id once, in kebab-case, and finds its state by it', () => {
    const ids = states.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(stateById(id).id).toBe(id);
    }
    expect(() => stateById('no-such-tile')).toThrow('no-such-tile');
  });

  it('uses each written caption once', () => {
    const used = states.map(({ caption }) => caption).filter((caption) => typeof caption === 'string');
    expect([...used].sort()).toEqual(Object.keys(galleryCaptions).sort());
  });

  it('opens on recorded runs that are there, and leads to figures that are there', () => {
    for (const { demo } of viewStates) {
      if (demo.recording) expect(existsSync(`static/runs/${demo.recording}.run`)).toBe(true);
    }
    for (const { from } of states) {
      if (!from) continue;
      // A trainer is known by its demo's id, any other figure by one that is written in the text.
      if (demosOf[`../../content/${from.slug}/figures.ts`].figures.some(({ id }) => id === from.id)) continue;
      for (const language of languages) {
        expect(readFileSync(`content/${from.slug}/${language}.md`, 'utf8')).toContain(`id="${from.id}"`);
      }
    }
  });

  it('keeps one small picture of each tile', () => {
    const kept = readdirSync('tests/browser/gallery');
    const ids = states.map(({ id }) => id);
    for (const name of kept) expect(ids).toContain(name.replace(/\.png$/, ''));
    for (const id of ids.filter((one) => !one.startsWith('loss-'))) expect(kept).toContain(`${id}.png`);
    const bytes = kept.reduce((sum, name) => sum + statSync(`tests/browser/gallery/${name}`).size, 0);
    expect(bytes).toBeLessThan(800_000);
  });
});
