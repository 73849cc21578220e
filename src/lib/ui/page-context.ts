/** Hands what a page tells its figures (`page.ts`) down to their components. */
import { getContext, setContext } from 'svelte';
import { pageKey, type PageContext } from './page';

export const providePage = (page: PageContext): PageContext => setContext(pageKey, page);
export const usePage = (): PageContext => getContext<PageContext>(pageKey);
