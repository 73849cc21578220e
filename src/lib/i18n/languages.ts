/** The site's languages: the first part of every page's address. Each one's words are fetched when a page needs them. */
import type { Messages } from './en';
import type { DoctorWords } from './doctor/en';
import type { TroubleWords } from './trouble/en';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

const words: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
};

const troubles: Readonly<Record<Language, () => Promise<TroubleWords>>> = {
  en: async () => (await import('./trouble/en')).en,
  zh: async () => (await import('./trouble/zh')).zh,
};

const doctors: Readonly<Record<Language, () => Promise<DoctorWords>>> = {
  en: async () => (await import('./doctor/en')).en,
  zh: async () => (await import('./doctor/zh')).zh,
};

export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);
export const loadMessages = (language: Language): Promise<Messages> => words[language]();
export const loadTroubleWords = (language: Language): Promise<TroubleWords> => troubles[language]();
export const loadDoctorWords = (language: Language): Promise<DoctorWords> => doctors[language]();
export const otherLanguage = (language: Language): Language => (language === 'en' ? 'zh' : 'en');
/** The value of the page's `lang` attribute. */
export const htmlLang: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
export type { DoctorWords, Messages, TroubleWords };
