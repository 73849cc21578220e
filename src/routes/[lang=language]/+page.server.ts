import { loadLandingWords } from '$lib/i18n/landing';
import type { Language } from '$lib/i18n/languages';
import type { PageServerLoad } from './$types';

/** The words come with the page, which holds them anyway: as a script they would weigh on its first load. */
export const load: PageServerLoad = async ({ params }) => ({
  words: await loadLandingWords(params.lang as Language),
});
