/** An article's Markdown through the site's own configuration, as Svelte sees it. */
import type { PreprocessorGroup } from 'svelte/compiler';
import config from '../../../svelte.config.js';

const markdown = (config.preprocess as PreprocessorGroup[])[0];

/** @param filename where it stands, which says its language and its references */
export async function compileArticle(content: string, filename = '/somewhere/en.md'): Promise<string> {
  return (await markdown.markup!({ content, filename }))!.code;
}
