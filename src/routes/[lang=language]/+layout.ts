import type { Language } from '$lib/i18n/languages';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = ({ params }) => {
  const language = params.lang as Language;
  return { language };
};
