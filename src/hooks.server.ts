import { htmlLang, isLanguage } from '$lib/i18n/languages';
import type { Handle } from '@sveltejs/kit';

/** Writes the page's language into `<html lang>`, which screen readers and fonts go by; has the fonts fetched early. */
export const handle: Handle = ({ event, resolve }) => {
  const language = event.params.lang ?? 'en';
  const lang = isLanguage(language) ? htmlLang[language] : 'en';
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', lang),
    preload: ({ type }) => type === 'js' || type === 'css' || type === 'font',
  });
};
