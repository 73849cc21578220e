import { loadMessages, type Language } from '$lib/i18n/languages';
import type { LayoutLoad } from './$types';

/** Pages are documents (src/routes/boot.ts); the few that the framework drives say so. */
export const csr = false;

export const load: LayoutLoad = async ({ params }) => {
  const language = params.lang as Language;
  return { language, messages: await loadMessages(language) };
};
