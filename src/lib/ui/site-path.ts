/** Addresses within the site, wherever it stands: at the root of a host or in a folder of it. */

/** The folder that holds the site, '' at the root of a host. Where pages are built it is the page's own affair: ''. */
function siteRoot(): string {
  if (typeof document === 'undefined') return '';
  // src/app.html writes it, as seen from the page.
  const { root = '' } = document.documentElement.dataset;
  return new URL(`${root}/`, document.baseURI).pathname.replace(/\/$/, '');
}

/** @param path from the site's root, with a slash before it */
export const sitePath = (path: string): string => siteRoot() + path;
