/**
 * Still pictures of a page's later figures leave its HTML, of which they are half, for a file that comes after the page
 * (src/lib/ui/stills.ts). Without script each stands as an image of its own.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const tokensFile = 'src/lib/ui/tokens.css';

/**
 * @param {string} html of a document
 * @param {string} folder where the built pages stand; the files go below it
 * @param {string} root way from the page to the site's root, with a slash at its end
 * @returns {{ html: string, list: string | null }} list: address of the file with all of them, null where there are none
 */
export function takeStillsOut(html, folder, root) {
  // The first figure is in sight at once.
  const second = nthIndexOf(html, ' data-island=', 2);
  if (second < 0) return { html, list: null };
  const pictures = [];
  const rest = html
    .slice(second)
    .replace(/<div class="picture">(<svg\b(?:(?!<\/svg>)[^])*<\/svg>)<\/div>/g, (_, svg) => {
      const file = writeHashed(folder, standingAlone(svg), 'svg');
      const [, alt = ''] = /aria-label="([^"]*)"/.exec(svg) ?? [];
      const index = pictures.push(svg) - 1;
      return `<div class="picture" data-still="${index}"><noscript><img src="${root}${file}" alt="${alt}"></noscript></div>`;
    });
  if (pictures.length === 0) return { html, list: null };
  return {
    html: html.slice(0, second) + rest,
    list: root + writeHashed(folder, JSON.stringify(pictures), 'json'),
  };
}

function nthIndexOf(text, part, n) {
  let at = -1;
  for (let i = 0; i < n; i++) {
    at = text.indexOf(part, at + 1);
    if (at < 0) return -1;
  }
  return at;
}

/** Letters of a picture as a file are the reader's own, of which the narrow ones come near to ours. */
const narrow = "'Source Sans 3','Source Sans Pro','Arial Narrow','Liberation Sans Narrow',Arial,sans-serif";

/** A picture as a file: it takes no colours from a page, so it brings those that it uses, in both themes. */
function standingAlone(svg) {
  const { light, dark } = tokens();
  const used = [...new Set([...svg.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name))];
  const block = (of) =>
    `:root{${used
      .filter((name) => of.has(name))
      .map((name) => `${name}:${of.get(name)}`)
      .join(';')}}`;
  const style = `<style>${block(light)}@media(prefers-color-scheme:dark){${block(dark)}}</style>`;
  return svg
    .replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
    .replace(/<svg[^>]*>/, (tag) => tag + style);
}

/** The values of the light theme and of the dark one, by name. */
function tokens() {
  const css = readFileSync(tokensFile, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const dark = css.indexOf('@media (prefers-color-scheme: dark)');
  const light = firstBlock(css).set('--sans', narrow);
  return { light, dark: firstBlock(css.slice(css.indexOf('{', dark) + 1)) };
}

const firstBlock = (css) =>
  new Map(
    [...css.slice(css.indexOf('{'), css.indexOf('}')).matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(
      ([, name, value]) => [name, value.replace(/\s+/g, ' ')],
    ),
  );

/** Writes a file that is named after what is in it. Returns its path below the folder. */
function writeHashed(folder, text, extension) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  mkdirSync(join(folder, 'stills'), { recursive: true });
  const file = `stills/${hash}.${extension}`;
  writeFileSync(join(folder, file), text);
  return file;
}
