/** Literal `<`, `{` and `}` in prose would reach Svelte raw; as entities they are text. */
import { visit } from 'unist-util-visit';
import { asText } from './entities.mjs';

export function escapeText() {
  return (tree) => {
    visit(tree, 'text', (node) => {
      if (/[{}<]/.test(node.value)) {
        node.type = 'html';
        node.value = asText(node.value);
      }
    });
  };
}
