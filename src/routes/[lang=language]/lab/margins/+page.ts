import { margins } from '$lib/demo/margins';
import { languages, type Language } from '$lib/i18n/languages';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));

export const load: PageLoad = async ({ params, parent }) => {
  // Vite drops the branch, and with it every figure, from what a browser loads.
  const { renderFigure, openingsOf } = import.meta.env.SSR
    ? { ...(await import('$lib/ui/render-figure')), ...(await import('$lib/prerender/openings')) }
    : {};
  const { messages } = await parent();
  const specs = margins;
  return {
    specs,
    renderFigure: renderFigure ?? null,
    openings: (await openingsOf?.(specs, params.lang as Language, messages)) ?? null,
  };
};
