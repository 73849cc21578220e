import { languages } from '$lib/i18n/languages';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));

export const load: PageLoad = async () => {
  // Vite drops the branch, and with it every figure, from what a browser loads.
  const { renderFigure } = import.meta.env.SSR ? await import('$lib/ui/render-figure') : {};
  return { renderFigure: renderFigure ?? null };
};
