/** What text must not hold on its way through Svelte and a template: each such character as an entity. */

const entities = { '{': '&#123;', '}': '&#125;', '`': '&#96;', '\\': '&#92;', '<': '&lt;' };

/** Plain text as text of a page. @param {string} text */
export const asText = (text) =>
  text.replace(/&/g, '&amp;').replace(/[{}`\\<]/g, (character) => entities[character]);

/** Finished markup, with what Svelte would read as its own written as entities. @param {string} html */
export const asMarkup = (html) => html.replace(/[{}`\\]/g, (character) => entities[character]);
