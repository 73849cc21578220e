/**
 * Figures are drawn where the page is built, but their code, and with it their styles, comes later. The styles have
 * to be there at once: each page gets those of the figures that it holds, inline, as a dozen small files would hold
 * up the first paint.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const manifestFile = '.svelte-kit/output/client/.vite/manifest.json';

/** @param {string} folder where the built pages stand */
export function inlineFigureStyles(folder) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const stylesOf = new Map(
    Object.keys(manifest)
      .filter((source) => source.includes('src/lib/ui/figures/'))
      .map((source) => [kindOf(source), stylesUnder(manifest, source)]),
  );
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!String(file).endsWith('.html')) continue;
    const path = join(folder, String(file));
    const html = readFileSync(path, 'utf8');
    const styled = withStyles(html, stylesOf, folder);
    if (styled !== html) writeFileSync(path, styled);
  }
}

/** The page with each style of its figures that it does not have yet, after those that it has. */
function withStyles(html, stylesOf, folder) {
  const kinds = new Set([...html.matchAll(/data-figure="([^"]+)"/g)].map(([, kind]) => kind));
  const styles = new Set([...kinds].flatMap((kind) => stylesOf.get(kind) ?? []));
  const links = [...html.matchAll(/<link href="([^"]*?)(_app\/[^"]+\.css)" rel="stylesheet"[^>]*>/g)];
  const last = links.at(-1);
  if (!last) return html;
  for (const [, , present] of links) styles.delete(present);
  const text = [...styles].map((style) => readFileSync(join(folder, style), 'utf8')).join('\n');
  // Switched off, these links tell the loader of a figure's code that its styles are there.
  const known = [...styles].map(
    (style) => `<link href="${last[1]}${style}" rel="stylesheet" disabled media="(max-width: 0)">`,
  );
  const end = last.index + last[0].length;
  return `${html.slice(0, end)}\n<style>${text}</style>${known.join('')}${html.slice(end)}`;
}

/** Style files of a module and of all that it imports at once. */
function stylesUnder(manifest, source, seen = new Set()) {
  if (seen.has(source)) return [];
  seen.add(source);
  const { css = [], imports = [] } = manifest[source];
  return [...css, ...imports.flatMap((imported) => stylesUnder(manifest, imported, seen))];
}

/** As `src/lib/ui/figure-kinds.ts` names them. */
function kindOf(path) {
  return path
    .replace(/^.*\/|\.svelte$/g, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-')
    .toLowerCase();
}
