import { error } from '@sveltejs/kit';
import { languages } from '$lib/i18n/languages';
import { allDemos } from '../../../demos';
import type { EntryGenerator, PageServerLoad } from './$types';

/** Every demo in every language stands in a frame of its own. */
export const entries: EntryGenerator = async () =>
  (await allDemos()).flatMap(({ spec }) => languages.map((lang) => ({ lang, demo: spec.id })));

export const load: PageServerLoad = async ({ params }) => {
  const found = (await allDemos()).find(({ spec }) => spec.id === params.demo);
  if (!found) error(404, `There is no demo "${params.demo}".`);
  return found;
};
