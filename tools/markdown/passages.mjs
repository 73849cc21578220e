/**
 * What stands between two titles of an article becomes one element, which a browser lays out when it comes near the
 * screen (src/lib/ui/article.css): the first paint of a long article waits for its first screen alone. Titles stay
 * outside, since the list of contents looks at where they are. Figures with a caption get their numbers here: an
 * element that is laid out by itself cannot count on.
 */
import { visit } from 'unist-util-visit';

/** Kinds whose figures are much higher than the others', by the name of the style's variable. */
const high = { trainers: /kind="trainer"/, stages: /kind="(free-points|two-classes|advisor|slow-motion)"/ };

/** A rehype plugin; it comes after the one that lists the contents. */
export function passages() {
  return (tree) => {
    numberFigures(tree);
    const children = [];
    let passage = null;
    let isAtBack = false;
    for (const node of tree.children) {
      if (/class="back-matter"/.test(node.value ?? '')) {
        isAtBack = true;
        passage = open(children);
      }
      if (node.tagName === 'h2' && !isAtBack) {
        children.push(node);
        passage = open(children);
      } else {
        (passage?.children ?? children).push(node);
      }
    }
    tree.children = children.filter(({ isPassage, children: inner }) => !isPassage || inner.length > 0);
    for (const node of tree.children) if (node.isPassage) node.properties.style = measureOf(node);
  };
}

function open(children) {
  const passage = {
    type: 'element',
    tagName: 'div',
    properties: { className: ['passage'] },
    children: [],
    isPassage: true,
  };
  children.push(passage);
  return passage;
}

function numberFigures(tree) {
  let number = 0;
  visit(tree, 'raw', (node) => {
    node.value = node.value.replace(/(<Figure\b[^>]*[^>/])>/g, (_, tag) => `${tag} number={${++number}}>`);
  });
}

/** What the height of a passage is guessed from until it is known. */
function measureOf(passage) {
  let chars = 0;
  const counts = { trainers: 0, stages: 0, figures: 0 };
  visit(passage, ['text', 'raw'], (node) => {
    chars += node.value.replace(/<[^>]*>/g, '').trim().length;
    for (const [figure] of (node.type === 'raw' ? node.value : '').matchAll(/<Figure\b[^>]*>/g)) {
      const [kind] = Object.entries(high).find(([, pattern]) => pattern.test(figure)) ?? ['figures'];
      counts[kind]++;
    }
  });
  const figures = Object.entries(counts).filter(([, count]) => count > 0);
  return [`--chars:${chars}`, ...figures.map(([kind, count]) => `--${kind}:${count}`)].join(';');
}
