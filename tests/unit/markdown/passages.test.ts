/** What stands between two titles of an article is one element, and figures know their numbers before a browser counts. */
import { describe, expect, it } from 'vitest';
import { compileArticle } from './compile-article';

const sections = [
  'Opening.',
  '## One',
  '<Figure kind="trainer" wide>\n\nA caption.\n\n</Figure>\n\nText of ten',
  '## Two',
  '<Figure kind="formula" />\n\n<Figure kind="advisor">\n\nAnother.\n\n</Figure>',
  '<div class="back-matter">\n\n## Last\n\nThe end.\n\n</div>',
].join('\n\n');

/** With each tag on one line. */
const compile = async (text: string): Promise<string> =>
  (await compileArticle(text)).replace(/<[^>]*>/g, (tag) => tag.replace(/\s+/g, ' ').replace(' >', '>'));

describe('passages', () => {
  it('hold what follows a title, never the title, and the back matter as a whole', async () => {
    const html = await compile(sections);
    const opened = html.split('<div class="passage"');
    expect(opened).toHaveLength(4);
    expect(opened[0]).toContain('Opening.');
    expect(opened[0]).toMatch(/<h2 id="one">One<\/h2>\s*$/);
    expect(opened[1]).toMatch(/<\/div>\s*<h2 id="two">Two<\/h2>\s*$/);
    expect(opened[2]).not.toContain('<h2');
    expect(opened[3]).toContain('<div class="back-matter">');
    expect(opened[3]).toMatch(/<h2 id="last">Last<\/h2>[^]*The end\.[^]*<\/div>\s*<\/div>\s*$/);
  });

  it('say how many letters and figures they hold', async () => {
    const [, first, second] = (await compile(sections)).split('<div class="passage"');
    // "A caption." and "Text of ten"
    expect(first).toMatch(/^ style="--chars:21;--trainers:1">/);
    // "Another."
    expect(second).toMatch(/^ style="--chars:8;--stages:1;--figures:1">/);
  });

  it('number the figures that have a caption', async () => {
    const html = await compile(sections);
    expect([...html.matchAll(/<Figure[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<Figure kind="trainer" wide number={1}>',
      '<Figure kind="formula" />',
      '<Figure kind="advisor" number={2}>',
    ]);
  });
});
