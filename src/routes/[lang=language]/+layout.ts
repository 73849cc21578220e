import { loadMessages, type Language } from '$lib/i18n/languages';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ params }) => {
  const language = params.lang as Language;
  return { language, messages: await loadMessages(language) };
};
