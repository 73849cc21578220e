import type { Language } from '$lib/i18n/languages';
import { landing } from '../landing-demo';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent, data }) => {
  // Vite drops the branch, and with it every figure, from what a browser loads.
  const { renderFigure, openingsOf } = import.meta.env.SSR
    ? { ...(await import('$lib/ui/render-figure')), ...(await import('$lib/prerender/openings')) }
    : {};
  const language = params.lang as Language;
  const { messages } = await parent();
  return {
    ...data,
    renderFigure: renderFigure ?? null,
    openings: (await openingsOf?.([landing], language, messages)) ?? null,
  };
};
