/**
 * Prose that never changes need not be fetched twice, once as HTML and once as script. In an article's component each
 * run of plain markup becomes `{@html …}`: where the page is built it is the markup, in a browser it is a blank, and
 * hydration leaves what the server wrote. So an article has to arrive as a document: links of the site load anew
 * (`data-sveltekit-reload` in src/app.html).
 */
import { parse } from 'svelte/compiler';

const isBlank = (node) => node.type === 'Text' && node.data.trim() === '';

/** A code block as mdsvex writes it: a template without expressions. */
const codeOf = (node) =>
  node.type === 'HtmlTag' &&
  node.expression.type === 'TemplateLiteral' &&
  node.expression.expressions.length === 0
    ? node.expression.quasis[0].value.cooked
    : null;

/** The plain HTML of a node, or null where Svelte has something to do in it. */
function htmlOf(node, code) {
  if (node.type === 'Text') return node.raw;
  const block = codeOf(node);
  if (block !== null) return block;
  if (node.type !== 'RegularElement') return null;
  const children = node.fragment.nodes;
  const isPlain = node.attributes.every(
    ({ type, value }) =>
      type === 'Attribute' &&
      (value === true || (Array.isArray(value) && value.every((part) => part.type === 'Text'))),
  );
  if (!isPlain) return null;
  const inner = children.map((child) => htmlOf(child, code));
  if (inner.includes(null)) return null;
  if (children.length === 0) return code.slice(node.start, node.end);
  return (
    code.slice(node.start, children[0].start) + inner.join('') + code.slice(children.at(-1).end, node.end)
  );
}

/** Runs of plain nodes in a list of siblings, as [start, end, html]. */
function runsOf(nodes, code) {
  const runs = [];
  let run = null;
  for (const node of nodes) {
    const html = htmlOf(node, code);
    if (html === null) {
      run = null;
      // Captions and other children of components, and paragraphs that hold one.
      if (node.fragment) runs.push(...runsOf(node.fragment.nodes, code));
    } else if (run) {
      run.end = node.end;
      run.html += html;
    } else if (!isBlank(node)) {
      run = { start: node.start, end: node.end, html };
      runs.push(run);
    }
  }
  // Shorter than the call that would replace it.
  return runs.filter(({ html }) => html.length > 60);
}

/** @type {import('svelte/compiler').PreprocessorGroup} */
export const staticText = {
  name: 'static-text',
  markup({ content: code, filename }) {
    if (!filename.endsWith('.md')) return undefined;
    const runs = runsOf(parse(code, { modern: true }).fragment.nodes, code);
    let out = '';
    let at = 0;
    runs.forEach(({ start, end }, index) => {
      out += `${code.slice(at, start)}{@html prose[${index}]}`;
      at = end;
    });
    out += code.slice(at);
    const texts = JSON.stringify(runs.map(({ html }) => html)).replace(/</g, '\\u003c');
    const blank = `Array(${runs.length}).fill(' ')`;
    const prose = `const prose = import.meta.env.SSR || import.meta.env.DEV ? ${texts} : ${blank};`;
    return {
      code: out.includes('<script module>')
        ? out.replace('<script module>', () => `<script module>\n\t${prose}`)
        : `<script module>\n\t${prose}\n</script>\n${out}`,
    };
  },
};
