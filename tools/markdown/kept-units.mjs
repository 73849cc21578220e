/** A number and its percent sign stay on one line: the space between them is one that does not break. */
import { visit } from 'unist-util-visit';

export function keptUnits() {
  return (tree) => {
    visit(tree, 'text', (node) => {
      node.value = node.value.replace(/(\d) %/g, '$1\u00a0%');
    });
  };
}
