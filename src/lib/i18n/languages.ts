/** The site's languages: the first part of every page's address. */
import { en, type Messages } from './en';
import { zh } from './zh';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

const all: Readonly<Record<Language, Messages>> = { en, zh };

export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);
export const messagesOf = (language: Language): Messages => all[language];
export const otherLanguage = (language: Language): Language => (language === 'en' ? 'zh' : 'en');
/** The value of the page's `lang` attribute. */
export const htmlLang: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
export type { Messages };
