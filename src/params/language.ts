import { isLanguage } from '$lib/i18n/languages';

/** The first part of an address names a language of the site. */
export const match = (param: string): boolean => isLanguage(param);
