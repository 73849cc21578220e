/** What is pasted elsewhere to show a demo there. */

export type SnippetId = 'link' | 'iframe' | 'reveal' | 'slidev';

/** @param src absolute address of the embed, with its query; `title`: for those who do not see the frame */
export function shareSnippets(src: string, title: string): Record<SnippetId, string> {
  const address = escapeAttribute(src);
  const name = escapeAttribute(title);
  return {
    link: src,
    iframe: `<iframe src="${address}" title="${name}" width="960" height="540" style="border:0;max-width:100%" loading="lazy" allow="clipboard-write"></iframe>`,
    // data-preload: it stands before its slide comes. reveal.js tells it when that is.
    reveal: `<section>\n  <iframe data-src="${address}" data-preload title="${name}" width="960" height="540" style="border:0"></iframe>\n</section>`,
    slidev: `---\nlayout: iframe\nurl: ${src}\n---`,
  };
}

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
