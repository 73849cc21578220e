/** Literal `<`, `{` and `}` in prose would reach Svelte raw; as entities they are text. */
import { visit } from 'unist-util-visit';

const entities = { '{': '&#123;', '}': '&#125;', '<': '&lt;' };

export function escapeText() {
  return (tree) => {
    visit(tree, 'text', (node) => {
      if (/[{}<]/.test(node.value)) {
        node.type = 'html';
        node.value = node.value.replace(/[{}<]/g, (character) => entities[character]);
      }
    });
  };
}
