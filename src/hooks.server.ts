import { dev } from '$app/environment';
import { htmlLang, isLanguage } from '$lib/i18n/languages';
import type { Handle } from '@sveltejs/kit';

/** While developing, pages are not finished (tools/finish-pages.mjs): those that the framework does not drive get their script here. */
const withBoot = (html: string): string =>
  dev && !html.includes('.start(app,')
    ? html.replace('</body>', '<script type="module" src="/src/routes/boot.ts"></script></body>')
    : html;

/** Writes the page's language into `<html lang>`, which screen readers and fonts go by; has the fonts fetched early. */
export const handle: Handle = ({ event, resolve }) => {
  const language = event.params.lang ?? 'en';
  const lang = isLanguage(language) ? htmlLang[language] : 'en';
  return resolve(event, {
    transformPageChunk: ({ html }) => withBoot(html.replace('%lang%', lang)),
    preload: ({ type }) => type === 'js' || type === 'css' || type === 'font',
  });
};
