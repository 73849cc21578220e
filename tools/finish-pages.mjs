/**
 * What the framework leaves undone on the pages that it has drawn. Figures are drawn where the page is built, but their
 * code, and with it their styles, comes later: each page gets the styles of the figures that it holds, inline, as a
 * dozen small files would hold up the first paint. And a document, which the framework does not drive, gets the script
 * that gives it life.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootSource, isDocument } from './boot.mjs';
import { takeStillsOut } from './stills.mjs';

const manifestFile = '.svelte-kit/output/client/.vite/manifest.json';

/** @param {string} folder where the built pages stand */
export function finishPages(folder) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const stylesOf = new Map(
    Object.keys(manifest)
      .filter((source) => /src\/lib\/ui\/(figures|in-text)\//.test(source))
      .map((source) => [kindOf(source), stylesUnder(manifest, source)]),
  );
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!String(file).endsWith('.html')) continue;
    const path = join(folder, String(file));
    const html = readFileSync(path, 'utf8');
    const finished = withBoot(withStyles(html, stylesOf, folder), manifest, folder);
    if (finished !== html) writeFileSync(path, finished);
  }
}

/** The page with each style of its figures that it does not have yet, after those that it has. */
function withStyles(html, stylesOf, folder) {
  const kinds = new Set([...html.matchAll(/data-component="([^"]+)"/g)].map(([, kind]) => kind));
  const styles = new Set([...kinds].flatMap((kind) => stylesOf.get(kind) ?? []));
  const links = [...html.matchAll(/<link href="[^"]*?(_app\/[^"]+\.css)" rel="stylesheet"[^>]*>/g)];
  const last = links.at(-1);
  for (const [, present] of links) styles.delete(present);
  if (styles.size === 0) return html;
  const text = [...styles].map((style) => readFileSync(join(folder, style), 'utf8')).join('\n');
  const root = rootOf(html);
  // Switched off, these links tell the loader of a figure's code that its styles are there.
  const known = [...styles].map(
    (style) => `<link href="${root}${style}" rel="stylesheet" disabled media="(max-width: 0)">`,
  );
  const end = last ? last.index + last[0].length : html.indexOf('</head>');
  return `${html.slice(0, end)}\n<style>${text}</style>${known.join('')}${html.slice(end)}`;
}

/** A document with its script, asked for early and with all that it needs at once. */
function withBoot(whole, manifest, folder) {
  if (!isDocument(whole)) return whole;
  const root = rootOf(whole);
  const { html, list } = takeStillsOut(whole, folder, root);
  const { file } = manifest[bootSource];
  const stills = list ? ` data-stills="${list}"` : '';
  const script = `<script type="module" src="${root}${file}"${stills}></script>`;
  const ahead = importsOf(manifest, bootSource).map(
    (path) => `<link href="${root}${path}" rel="modulepreload">`,
  );
  return html.replace('</head>', `${script}${ahead.join('')}</head>`);
}

/** The way from a page to the site's root, with a slash at its end. */
const rootOf = (html) => `${/<html[^>]* data-root="([^"]*)"/.exec(html)[1]}/`;

/** Files that a module imports at once, and those that they import. */
function importsOf(manifest, source, seen = new Set()) {
  for (const imported of manifest[source].imports ?? []) {
    if (seen.has(imported)) continue;
    seen.add(imported);
    importsOf(manifest, imported, seen);
  }
  return [...seen].map((imported) => manifest[imported].file);
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
