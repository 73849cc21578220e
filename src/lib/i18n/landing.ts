/** The words of the landing page. */
import type { Language } from './languages';

/** Pages of the lab that stand beside the articles. */
export const labPages = ['experiments', 'failures', 'conventions', 'noise', 'margins'] as const;

/** What the lab is called. */
export const labWords: Readonly<Record<Language, string>> = { en: 'The lab', zh: '实验台' };

export interface LandingWords {
  readonly lede: string;
  readonly gesture: string;
  readonly caption: string;
  readonly forWhom: string;
  readonly labTitle: string;
  readonly lab: Readonly<
    Record<(typeof labPages)[number], { readonly title: string; readonly lede: string }>
  >;
  readonly hereTitle: string;
  readonly here: string;
}

const words: Readonly<Record<Language, () => Promise<LandingWords>>> = {
  en: async () => (await import('./landing/en')).en,
  zh: async () => (await import('./landing/zh')).zh,
};

export const loadLandingWords = (language: Language): Promise<LandingWords> => words[language]();
