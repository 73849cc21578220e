/** Pictures of later figures leave a page's HTML, and nothing of them is lost. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isDocument } from '../../tools/boot.mjs';
import { takeStillsOut } from '../../tools/stills.mjs';

const folder = mkdtempSync(join(tmpdir(), 'marginalia-stills-'));
afterAll(() => rmSync(folder, { recursive: true }));

const picture = (name: string, colour: string) =>
  `<svg viewBox="0 0 9 9" role="img" aria-label="${name}"><path d="M0 0h9" style="stroke:var(--${colour})"/></svg>`;
const island = (id: string, inner: string) =>
  `<div class="island" data-island="${id}"><div class="picture">${inner}</div></div>`;
const pageOf = (...islands: string[]) => `<main>${islands.join('<p>text</p>')}</main>`;

describe('still pictures', () => {
  const first = picture('first', 'ink');
  const second = picture('A &amp; B', 'c2');
  const third = picture('third', 'sans');
  const page = pageOf(island('a', first), island('b', second), island('c', third));
  const { html, list } = takeStillsOut(page, folder, '../../');

  it('of the first figure stay', () => {
    expect(html).toContain(first);
    expect(takeStillsOut(pageOf(island('a', first)), folder, './')).toEqual({
      html: pageOf(island('a', first)),
      list: null,
    });
  });

  it('of the others stand in one file, by the number that their places name', () => {
    expect(html).not.toContain(second);
    expect(html.match(/data-still="\d"/g)).toEqual(['data-still="0"', 'data-still="1"']);
    expect(list).toMatch(/^\.\.\/\.\.\/stills\/[0-9a-f]{12}\.json$/);
    expect(JSON.parse(readFileSync(join(folder, list!.slice(6)), 'utf8'))).toEqual([second, third]);
  });

  it('are taken alone: a drawing with words beside it stays, and so does what follows', () => {
    const explorer = `<div class="picture">${first} <p>its words</p></div>`;
    const rest = takeStillsOut(
      pageOf(island('a', first), `<div data-island="b">${explorer}</div><h2>Title</h2>`, island('c', third)),
      folder,
      './',
    ).html;
    expect(rest).toContain(`${explorer}</div><h2>Title</h2>`);
    expect(rest).not.toContain(third);
  });

  it('are images without script, with their words and the colours of both themes', () => {
    const [, file, alt] = /<noscript><img src="\.\.\/\.\.\/([^"]+)" alt="([^"]*)"><\/noscript>/.exec(html)!;
    expect(alt).toBe('A &amp; B');
    const svg = readFileSync(join(folder, file), 'utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 9 9"/);
    const tokens = readFileSync('src/lib/ui/tokens.css', 'utf8');
    const [light, , dark] = [...tokens.matchAll(/--c2: (#\w+);/g)].map(([, colour]) => colour);
    expect(svg).toContain(`:root{--c2:${light}}`);
    expect(svg).toContain(`@media(prefers-color-scheme:dark){:root{--c2:${dark}}}`);
    expect(light).not.toBe(dark);
  });
});

it('a page that the framework drives is left alone', () => {
  expect(isDocument('<body data-sveltekit-reload><p>text</p></body>')).toBe(true);
  expect(isDocument('<body data-sveltekit-reload><script>kit.start(app, element)</script></body>')).toBe(
    false,
  );
  // The folder holds pages that are none of ours.
  expect(isDocument('<html><p>slides</p></html>')).toBe(false);
});
