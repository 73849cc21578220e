/**
 * The list of contents: each section's title and anchor go into the text's metadata, where the page finds them.
 * What stands in `<div class="back-matter">` at the end has no number and is not listed.
 */

/** A rehype plugin; it comes after the one that gives headings their ids. */
export function tableOfContents() {
  return (tree, file) => {
    const contents = [];
    for (const node of tree.children) {
      if (/class="back-matter"/.test(node.value ?? '')) break;
      if (node.tagName === 'h2') contents.push({ id: node.properties.id, title: textOf(node) });
    }
    if (file.data.fm) file.data.fm.contents = contents;
  };
}

const tagless = (html) => html.replace(/<[^>]*>/g, '');
const textOf = (node) =>
  node.value !== undefined ? tagless(node.value) : (node.children ?? []).map(textOf).join('');
