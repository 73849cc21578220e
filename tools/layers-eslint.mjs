/** The table of `layers.mjs` as an ESLint rule: every import, re-export and `import()` as it is written. */
import { relative, sep } from 'node:path';
import { forbidden } from './layers.mjs';

/** @type {import('eslint').Rule.RuleModule} */
export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{sentence}} (tools/layers.mjs)' } },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const check = (node, typeOnly) => {
      if (typeof node.source?.value !== 'string') return;
      const sentence = forbidden({ file, specifier: node.source.value, typeOnly });
      if (sentence) context.report({ node: node.source, messageId: 'forbidden', data: { sentence } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, false),
      // `import('./x').Y` in a type.
      TSImportType: (node) => check(node, true),
    };
  },
};
