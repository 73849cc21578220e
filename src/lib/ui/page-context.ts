/** What the page tells its figures: words, and which demos it holds, in order. */
import { getContext, setContext } from 'svelte';
import type { Language, Messages } from '../i18n/languages';

export interface PageContext {
  readonly language: Language;
  readonly messages: Messages;
  /** Ids of the page's demos in order: `fig` in the query names one of them. */
  readonly demoIds: readonly string[];
}

const key = Symbol('page');
export const providePage = (page: PageContext): PageContext => setContext(key, page);
export const usePage = (): PageContext => getContext<PageContext>(key);
