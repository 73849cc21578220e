/** Plain prose leaves an article's script and stays in its markup. */
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { staticText } from '../../../tools/markdown/static-text.mjs';

const long = 'A sentence that is longer than the call which stands in its place, with *nothing* alive in it.';
async function split(content: string): Promise<{ code: string; prose: string[] }> {
  const { code } = (await staticText.markup!({ content, filename: '/x/en.md' }))!;
  const texts =
    /const prose = import\.meta\.env\.SSR \|\| import\.meta\.env\.DEV \? (\[.*\]) : Array\((\d+)\)/.exec(
      code,
    )!;
  const prose = JSON.parse(texts[1]) as string[];
  expect(prose).toHaveLength(Number(texts[2]));
  return { code, prose };
}

describe('static text', () => {
  it('takes runs of markup between components, and those in their captions', async () => {
    const { code, prose } = await split(
      `<script>import F from './F.svelte';</script>\n<h2 id="a">One</h2>\n<p>${long}</p>\n<F x={1}>\n<p>${long} Caption.</p>\n</F>\n<p>${long} End.</p>`,
    );
    expect(prose).toHaveLength(3);
    expect(prose[0]).toBe(`<h2 id="a">One</h2>\n<p>${long}</p>\n`);
    expect(prose[1].trim()).toBe(`<p>${long} Caption.</p>`);
    expect(code).toContain('<F x={1}>');
    expect(code).not.toContain(`<p>${long}`);
    expect(() => compile(code, { generate: 'client' })).not.toThrow();
  });

  it('keeps the blanks around a component in a sentence', async () => {
    const { code, prose } = await split(`<p>${long} Pull <b>m</b> = <Pull name="m" /> down. ${long}</p>`);
    expect(prose[0].endsWith('</b> = ')).toBe(true);
    expect(prose[1].startsWith(' down.')).toBe(true);
    expect(code).toMatch(/<p>\{@html prose\[0\]\}<Pull name="m" \/>\{@html prose\[1\]\}<\/p>/);
  });

  it('leaves what Svelte has to do, and what is shorter than its place', async () => {
    const { code, prose } = await split(`<p class={a}>${long}</p><p>Short.</p><p>{value}</p>`);
    expect(prose).toEqual([long]);
    expect(code).toContain('<p>Short.</p>');
    expect(code).toContain('<p>{value}</p>');
  });

  it('unpacks code blocks, and lets no script end early', async () => {
    const { code, prose } = await split(
      '<pre class="language-py">{@html `<code>def f(): return &#123; &#125; # </scr' +
        'ipt> and more of the same</code>`}</pre>',
    );
    expect(prose[0]).toContain('def f(): return &#123;');
    expect(code.match(/<\/script>/g)).toHaveLength(1);
  });

  it('has no business with components that are not Markdown', async () => {
    expect(await staticText.markup!({ content: `<p>${long}</p>`, filename: '/x/A.svelte' })).toBeUndefined();
  });
});
