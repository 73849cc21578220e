import { error } from '@sveltejs/kit';
import { languages, type Language } from '$lib/i18n/languages';
import { articles } from '../../articles';
import type { EntryGenerator, PageLoad } from './$types';

/** Every article in every language is a page. */
export const entries: EntryGenerator = () =>
  Object.keys(articles).flatMap((slug) => languages.map((lang) => ({ lang, slug })));

export const load: PageLoad = async ({ params, parent }) => {
  const article = articles[params.slug];
  if (!article) error(404, `There is no article "${params.slug}".`);
  const [text, figures] = await Promise.all([article.text(params.lang as Language), article.figures()]);
  // Vite drops the branch, and with it every figure, from what a browser loads.
  const { renderFigure, openingsOf } = import.meta.env.SSR
    ? { ...(await import('$lib/ui/render-figure')), ...(await import('$lib/prerender/openings')) }
    : {};
  const { messages } = await parent();
  return {
    slug: params.slug,
    Text: text.default,
    head: text.metadata,
    figures,
    renderFigure: renderFigure ?? null,
    openings: (await openingsOf?.(figures, params.lang as Language, messages)) ?? null,
  };
};
