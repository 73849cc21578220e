import { loadLandingWords } from '$lib/i18n/landing';
import type { Language } from '$lib/i18n/languages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent, data }) => {
  const language = params.lang as Language;
  // Vite drops the branch, and with it every figure, from what a browser loads.
  const { renderFigure, openingsOf } = import.meta.env.SSR
    ? { ...(await import('$lib/ui/render-figure')), ...(await import('$lib/prerender/openings')) }
    : {};
  const { messages } = await parent();
  return {
    ...data,
    rooms: (await loadLandingWords(language)).lab,
    renderFigure: renderFigure ?? null,
    openings: (await openingsOf?.([data.spec], language, messages)) ?? null,
  };
};
