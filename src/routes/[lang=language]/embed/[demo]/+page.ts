import { loadMessages, type Language } from '$lib/i18n/languages';
import type { PageLoad } from './$types';

export const csr = true;

export const load: PageLoad = async ({ params, data }) => {
  const language = params.lang as Language;
  const messages = await loadMessages(language);
  // Vite drops the branch, and with it every picture, from what a browser loads.
  const openings = import.meta.env.SSR
    ? await (await import('$lib/prerender/openings')).openingsOf([data.spec], language, messages)
    : null;
  const isToy = data.spec.data === 'toy';
  return {
    ...data,
    language,
    messages,
    openings,
    // One of the two: neither is fetched for the other's sake.
    Trainer: isToy ? null : (await import('$lib/ui/EmbedDemo.svelte')).default,
    FreePoints: isToy ? (await import('$lib/ui/EmbedFreePoints.svelte')).default : null,
  };
};
