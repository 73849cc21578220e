/** What a demo's address says to programs that turn links into frames (oembed.com, version 1.0), written at build time. */
import { error, json } from '@sveltejs/kit';
import { embedWords } from '$lib/i18n/embed';
import { isLanguage, languages, loadMessages } from '$lib/i18n/languages';
import { siteUrl } from '$lib/ui/site-url';
import { allDemos } from '../../../../demos';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
/** Usual size of the frame, pixels. */
const [width, height] = [960, 540];

export const entries: EntryGenerator = async () =>
  (await allDemos()).flatMap(({ spec }) => languages.map((lang) => ({ lang, demo: spec.id })));

export const GET: RequestHandler = async ({ params }) => {
  const found = (await allDemos()).find(({ spec }) => spec.id === params.demo);
  if (!found || !isLanguage(params.lang)) error(404, `There is no demo "${params.demo}".`);
  const messages = await loadMessages(params.lang);
  const title = embedWords[params.lang].pageTitle(
    found.spec.losses.map((id) => messages.lossNames[id] ?? id),
  );
  const path = `/${params.lang}/embed/${params.demo}/`;
  // Without the site's address, a path from its root: whoever hosts it sets SITE_URL.
  const src = siteUrl?.(path) ?? path;
  return json({
    version: '1.0',
    type: 'rich',
    title: `${title} · ${messages.siteName}`,
    provider_name: messages.siteName,
    provider_url: siteUrl?.('/') ?? '/',
    width,
    height,
    html: `<iframe src="${src}" width="${width}" height="${height}" title="${title}" style="border:0" loading="lazy"></iframe>`,
  });
};
