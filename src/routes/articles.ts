/** The articles that exist, found in `content/`: an article is a folder with a text a language and its figures. */
import type { Component } from 'svelte';
import type { DemoSpec } from '$lib/demo/demo-spec';
import type { Language } from '$lib/i18n/languages';

/** What stands at the head of a text (its front matter), and its sections (tools/markdown/contents.mjs). */
export interface ArticleHead {
  readonly title: string;
  readonly subtitle: string;
  readonly kicker: string;
  /** Plain text. */
  readonly lede: string;
  /** When it was last measured, as YYYY-MM-DD. */
  readonly date: string;
  /** What it was measured with. */
  readonly measured: string;
  readonly contents: readonly { readonly id: string; readonly title: string }[];
}

export interface ArticleText {
  readonly default: Component;
  readonly metadata: ArticleHead;
}

export interface Article {
  text(language: Language): Promise<ArticleText>;
  figures(): Promise<readonly DemoSpec[]>;
}

const texts = import.meta.glob<ArticleText>('/content/*/{en,zh}.md');
const figures = import.meta.glob<{ figures: readonly DemoSpec[] }>('/content/*/figures.ts');

export const articles: Readonly<Record<string, Article>> = Object.fromEntries(
  Object.keys(figures).map((path) => {
    const slug = path.split('/')[2];
    return [
      slug,
      {
        text: async (language) => texts[`/content/${slug}/${language}.md`](),
        figures: async () => (await figures[path]()).figures,
      } satisfies Article,
    ];
  }),
);
