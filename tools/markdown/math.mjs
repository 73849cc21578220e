/**
 * Formulas at build time: `$…$` and `$$…$$` become MathML, which browsers draw and screen readers read without a
 * script, a style sheet or a font of ours. A formula that does not parse fails the build.
 *
 * The house's three quantities carry `data-term`, by which they get their colours, and figures and text mark each
 * other (src/lib/ui/linked-terms.css). A variable alone is set as text, in the italic of the page.
 */
import { visit } from 'unist-util-visit';
import { asMarkup } from './entities.mjs';
import { texToMathMl } from './tex.mjs';

/** The quantities that have a colour, by how they are written. */
const terms = { m: 'm', s: 's', θ: 'theta' };
const greek = { '\\theta': 'θ', '\\pi': 'π', '\\lambda': 'λ' };

/** A remark plugin that turns the nodes of remark-math into html. */
export function mathToMathMl() {
  return (tree, file) => {
    let count = 0;
    visit(tree, ['math', 'inlineMath'], (node, index, parent) => {
      const isBlock = node.type === 'math';
      const letter = variable(node.value);
      const html = letter ?? mathMl(node.value, isBlock, file);
      node.type = 'html';
      if (isBlock) node.value = numbered(html, ++count);
      else node.value = letter ? html : withPunctuation(html, parent.children[index + 1]);
    });
  };
}

/** A single letter as text, or null where the formula is more than that. */
function variable(tex) {
  const letter = greek[tex.trim()] ?? tex.trim();
  if (!/^[A-Za-zθπλ]$/.test(letter)) return null;
  const term = terms[letter];
  return term ? `<i class="term" data-term="${term}">${letter}</i>` : `<i>${letter}</i>`;
}

/** Takes the comma after a formula into its box, which a line could otherwise break from it. */
function withPunctuation(html, next) {
  const mark = next?.type === 'text' ? /^[,.;:?!)，。；：、）？！]+/.exec(next.value)?.[0] : undefined;
  if (!mark) return html;
  next.value = next.value.slice(mark.length);
  return `<span class="nobr">${html}${mark}</span>`;
}

function mathMl(tex, display, file) {
  let html;
  try {
    html = texToMathMl(tex, { display });
  } catch (error) {
    const page = file.filename ?? file.path ?? 'A page';
    throw new Error(`${page}: the formula "${tex}" does not parse: ${error.message}`);
  }
  return asMarkup(
    html.replace(
      /<mi>([msθ])<\/mi>(<mtext>′+<\/mtext>)?/g,
      (_, letter, prime = '') =>
        `<mi data-term="${terms[letter]}">${letter}</mi>` +
        prime.replace('<mtext>', `<mtext data-term="${terms[letter]}">`),
    ),
  );
}

/** A formula on a line of its own, with the number by which the text may speak of it. */
const numbered = (html, number) =>
  `<div class="formula" id="eq-${number}">${html}<span class="eqno">(${number})</span></div>`;
