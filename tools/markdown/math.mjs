/**
 * Formulas at build time: `$…$` and `$$…$$` become MathML, which browsers draw and screen readers read without a
 * script, a style sheet or a font of ours. A formula that does not parse fails the build.
 */
import katex from 'katex';
import { visit } from 'unist-util-visit';

/** Braces and backticks would be Svelte's, backslashes the template's. */
const entities = { '{': '&#123;', '}': '&#125;', '`': '&#96;', '\\': '&#92;' };

/** A remark plugin that turns the nodes of remark-math into html. */
export function mathToMathMl() {
  return (tree, file) => {
    visit(tree, ['math', 'inlineMath'], (node) => {
      let html;
      try {
        html = katex.renderToString(node.value, {
          displayMode: node.type === 'math',
          output: 'mathml',
          throwOnError: true,
          strict: 'error',
        });
      } catch (error) {
        throw new Error(
          `${file.filename ?? file.path ?? 'A page'}: the formula "${node.value}" does not parse: ${error.message}`,
        );
      }
      node.type = 'html';
      // The annotation repeats the source for copying; it doubles the bytes.
      node.value = html
        .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
        .replace(/[{}`\\]/g, (character) => entities[character]);
    });
  };
}
