/** Words of the glossary's page; its terms stand in `src/lib/i18n/glossary.json`. */
import type { Language } from './languages';

export interface GlossaryWords {
  readonly title: string;
  readonly subtitle: string;
  readonly lede: string;
}

export const glossaryWords: Readonly<Record<Language, GlossaryWords>> = {
  en: {
    title: 'Glossary',
    subtitle: 'The words of the field',
    lede: 'What the articles mean by their terms, each beside its word in the other language. In the articles a term explains itself where it first comes up: point at it, or tab to it.',
  },
  zh: {
    title: '术语表',
    subtitle: '本领域的词',
    lede: '各篇文章所用术语的含义，并列另一种语言的说法。在文章里，术语首次出现时会自己解释：指向它，或用 Tab 键移到它上面。',
  },
};
