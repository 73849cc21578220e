/** What the page tells its figures: words, and which demos it holds, in order. */
import { getContext, setContext } from 'svelte';
import type { Language, Messages } from '../i18n/languages';
import type { RenderFigure } from './render-figure';

export interface PageContext {
  readonly language: Language;
  readonly messages: Messages;
  /** Ids of the page's demos in order: `fig` in the query names one of them. */
  readonly demoIds: readonly string[];
  /** Draws figures to HTML where the page is built; null in browsers. */
  readonly renderFigure: RenderFigure | null;
  /** Still pictures that trainers open on, SVG by `<demo>/<view>/<run>`; null in browsers. */
  readonly pictures: Readonly<Record<string, string>> | null;
}

const key = Symbol('page');
export const providePage = (page: PageContext): PageContext => setContext(key, page);
export const usePage = (): PageContext => getContext<PageContext>(key);
