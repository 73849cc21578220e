/** What the gallery's page says of its tiles, written at build time: their code comes tile by tile. */
import { resolve } from '$app/paths';
import { writeQuery } from '$lib/demo/query';
import { galleryCaptions, galleryWords } from '$lib/i18n/gallery';
import { languages, type Language } from '$lib/i18n/languages';
import { articles } from '../articles';
import type { PageServerLoad } from './$types';
import { isViewState, type GalleryState } from './state';
import { gallerySections } from './states';

export const load: PageServerLoad = async () => ({
  words: galleryWords,
  sections: await Promise.all(
    gallerySections.map(async ({ id, title, states }) => ({
      id,
      title,
      tiles: await Promise.all(states.map(tileOf)),
    })),
  ),
});

async function tileOf(state: GalleryState) {
  const { id, caption, heightPx, isWide = false } = state;
  return {
    id,
    heightPx,
    isWide,
    caption: typeof caption === 'string' ? galleryCaptions[caption] : caption,
    links: await linksOf(state),
  };
}

/** Where an article has the same thing, with the same settings, in each language. */
async function linksOf(state: GalleryState): Promise<Record<Language, string> | null> {
  const { from } = state;
  if (!from) return null;
  let query = '';
  if (isViewState(state) && state.set) {
    const figures = await articles[from.slug].figures();
    query = writeQuery(
      state.set,
      state.demo,
      figures.map(({ id }) => id),
    );
  }
  return Object.fromEntries(
    languages.map((lang) => [
      lang,
      `${resolve('/[lang=language]/[slug]', { lang, slug: from.slug })}${query}#${from.id}`,
    ]),
  ) as Record<Language, string>;
}
