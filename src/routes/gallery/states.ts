/** Every state of the gallery, in the order of its page. What the page itself needs of them is written at build time. */
import { galleryFigures, galleryWords } from '$lib/i18n/gallery';
import { en } from '$lib/i18n/en';
import { viewWords } from '$lib/i18n/figures/views';
import { languages, type Language } from '$lib/i18n/languages';
import { zh } from '$lib/i18n/zh';
import { figureStates } from './figure-states';
import { lossStates } from './loss-states';
import type { GalleryState } from './state';
import { viewStates } from './view-states';

type Pair = Readonly<Record<Language, string>>;

export interface GallerySection {
  readonly id: string;
  readonly title: Pair;
  readonly states: readonly GalleryState[];
}

const messages = { en, zh };
const inBoth = (text: (language: Language) => string): Pair =>
  Object.fromEntries(languages.map((language) => [language, text(language)])) as Record<Language, string>;

const kinds = [...new Set(figureStates.map(({ figure }) => figure))];

export const gallerySections: readonly GallerySection[] = [
  ...Object.entries(viewStates).map(([view, states]) => ({
    id: view,
    title: inBoth((language) => viewWords[language].titles[view as keyof typeof viewStates]),
    states,
  })),
  ...kinds.map((kind) => ({
    id: kind,
    title: galleryFigures[kind],
    states: figureStates.filter(({ figure }) => figure === kind),
  })),
  {
    id: 'losses',
    title: galleryWords.losses,
    states: lossStates((loss, language) => messages[language].lossNames[loss] ?? loss),
  },
];

/** @throws RangeError where there is no such state */
export function stateById(id: string): GalleryState {
  for (const { states } of gallerySections) {
    const found = states.find((state) => state.id === id);
    if (found) return found;
  }
  throw new RangeError(`The gallery has no state "${id}".`);
}
