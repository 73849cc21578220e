import glossary from '$lib/i18n/glossary.json';
import { languages, otherLanguage, type Language } from '$lib/i18n/languages';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));

/** In the order of the language's own words. */
export const load: PageServerLoad = ({ params }) => {
  const language = params.lang as Language;
  return {
    terms: glossary
      .map((entry) => ({
        id: entry.id,
        term: entry[language].term,
        text: entry[language].text,
        other: entry[otherLanguage(language)].term,
      }))
      .sort((a, b) => a.term.localeCompare(b.term, language)),
  };
};
