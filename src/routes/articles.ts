/** The articles that exist, found in `content/`: an article is a folder with a text a language and its figures. */
import type { Component } from 'svelte';
import type { DemoSpec } from '$lib/demo/demo-spec';
import type { Language } from '$lib/i18n/languages';

export interface Article {
  text(language: Language): Promise<Component>;
  figures(): Promise<readonly DemoSpec[]>;
}

const texts = import.meta.glob<{ default: Component }>('/content/*/*.md');
const figures = import.meta.glob<{ figures: readonly DemoSpec[] }>('/content/*/figures.ts');

export const articles: Readonly<Record<string, Article>> = Object.fromEntries(
  Object.keys(figures).map((path) => {
    const slug = path.split('/')[2];
    return [
      slug,
      {
        text: async (language) => (await texts[`/content/${slug}/${language}.md`]()).default,
        figures: async () => (await figures[path]()).figures,
      } satisfies Article,
    ];
  }),
);
