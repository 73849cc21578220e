/**
 * Who may import whom, as one table: ESLint reads it for each import as it is written, and
 * `tests/contract/layers.test.ts` for all imports that stand. docs/architecture.md explains it.
 */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/**
 * @typedef {object} Layer
 * @property {string} name
 * @property {string[]} paths  files, or folders with all that is in them; the longest match decides
 * @property {string[]} layers  other layers that it may import; its own files it always may
 * @property {string[]} [typesOf]  layers of which it may import types only
 * @property {RegExp[]} packages  npm packages and framework modules that it may import
 * @property {boolean} [node]  true where it runs only while pages are built, with Node's own modules
 */

const pure = ['math', 'loss', 'points', 'metric', 'face', 'data', 'frame'];
const none = [];
/** The framework, and fonts that the site serves itself. */
const svelte = [/^svelte(\/|$)/, /^\$app\//, /^@fontsource(-variable)?\//];

/** @type {Layer[]} */
export const layers = [
  { name: 'math', paths: ['src/lib/math'], layers: none, packages: none },
  { name: 'loss', paths: ['src/lib/loss'], layers: ['math'], packages: none },
  { name: 'points', paths: ['src/lib/points'], layers: ['loss', 'math'], packages: none },
  { name: 'metric', paths: ['src/lib/metric'], layers: ['math'], packages: none },
  { name: 'face', paths: ['src/lib/face'], layers: ['math'], packages: none },
  { name: 'data', paths: ['src/lib/data'], layers: ['math'], packages: [/^fflate$/] },
  {
    name: 'frame',
    paths: ['src/lib/frame'],
    layers: ['data', 'face', 'metric', 'loss', 'math'],
    packages: none,
  },
  // What is kept for a reader without a network: between pages and the service worker.
  { name: 'offline', paths: ['src/lib/offline'], layers: none, packages: none },
  { name: 'snippets', paths: ['src/lib/snippets'], layers: ['loss'], packages: none },
  {
    name: 'i18n',
    paths: ['src/lib/i18n'],
    layers: pure,
    // The codes that it has words for.
    typesOf: ['vision-client'],
    packages: none,
  },
  {
    // What a page may know of training: how to ask for it, and the recipe that it asks for. Free of tfjs.
    name: 'train-client',
    paths: ['client', 'askers', 'protocol', 'recipe', 'class-weights'].map(
      (name) => `src/lib/train/${name}.ts`,
    ),
    layers: pure,
    typesOf: ['train'],
    packages: none,
  },
  {
    name: 'train',
    paths: ['src/lib/train'],
    layers: [...pure, 'train-client'],
    packages: [/^@tensorflow\//],
  },
  {
    name: 'vision-client',
    // How to ask, and the geometry that a page draws of the answer. Free of face-api.
    paths: ['client', 'protocol', 'rgb-image', 'similarity-transform', 'template'].map(
      (name) => `src/lib/vision/${name}.ts`,
    ),
    layers: pure,
    typesOf: ['vision'],
    packages: none,
  },
  {
    name: 'vision',
    paths: ['src/lib/vision'],
    layers: [...pure, 'vision-client', 'browser-decoder'],
    // face-api's own copy of the tensor library's state: never in the training worker.
    packages: [/^@vladmandic\/face-api/, /^@tensorflow\//],
  },
  {
    name: 'import-client',
    paths: ['src/lib/import/client.ts', 'src/lib/import/protocol.ts'],
    layers: pure,
    typesOf: ['import'],
    packages: none,
  },
  {
    // The browser's decoder of images, for workers.
    name: 'browser-decoder',
    paths: ['src/lib/import/decode-in-browser.ts'],
    layers: pure,
    packages: none,
  },
  {
    // The importer's worker: what is pure does the work; here are the browser's decoder and the way to the page.
    name: 'import',
    paths: ['src/lib/import'],
    // It may ask the vision worker to align faces.
    layers: [...pure, 'import-client', 'vision-client', 'browser-decoder'],
    packages: none,
  },
  { name: 'viz', paths: ['src/lib/viz'], layers: pure, packages: [/^d3-[a-z]+$/, /^three(\/|$)/] },
  {
    name: 'demo',
    paths: ['src/lib/demo'],
    layers: [...pure, 'train-client', 'vision-client', 'viz', 'i18n'],
    packages: none,
  },
  {
    name: 'ui',
    paths: ['src/lib/ui'],
    layers: [...pure, 'snippets', 'train-client', 'vision-client', 'import-client', 'viz', 'i18n', 'demo'],
    packages: svelte,
  },
  {
    name: 'prerender',
    paths: ['src/lib/prerender'],
    layers: [...pure, 'train-client', 'viz', 'i18n', 'demo'],
    typesOf: ['ui'],
    packages: none,
    node: true,
  },
  { name: 'content', paths: ['content'], layers: ['ui'], typesOf: ['demo'], packages: none },
  {
    name: 'routes',
    paths: [
      'src/routes',
      'src/params',
      'src/hooks.ts',
      'src/hooks.client.ts',
      'src/hooks.server.ts',
      'src/service-worker.ts',
      'src/app.d.ts',
    ],
    layers: [
      ...pure,
      'offline',
      'train-client',
      'vision-client',
      'viz',
      'i18n',
      'demo',
      'prerender',
      'ui',
      'content',
    ],
    packages: [...svelte, /^@sveltejs\/kit$/, /^\$env\//, /^\$service-worker$/],
  },
];

/** The layer of a file (path from the project's root, with slashes), or null outside the site. */
export function layerOf(file) {
  let best = null;
  let length = -1;
  for (const layer of layers) {
    for (const path of layer.paths) {
      const fits = file === path || file.startsWith(`${path}/`);
      if (fits && path.length > length) [best, length] = [layer, path.length];
    }
  }
  return best;
}

/**
 * The project's own file or folder that a specifier names (without a missing extension), or null for a package.
 * @param {string} file @param {string} specifier
 */
export function localTarget(file, specifier) {
  const path = specifier.replace(/[?#].*$/, '');
  if (path.startsWith('.')) return posix.join(posix.dirname(file), path);
  if (path === '$lib' || path.startsWith('$lib/')) return `src/lib${path.slice(4)}`;
  if (path === '$content' || path.startsWith('$content/')) return `content${path.slice(8)}`;
  return null;
}

/**
 * One sentence where the import is forbidden, else null.
 * @param {{ file: string, specifier: string, typeOnly: boolean }} import_ file: from the project's root
 */
export function forbidden({ file, specifier, typeOnly }) {
  const from = layerOf(file);
  if (!from) return null;
  const target = localTarget(file, specifier);
  if (target === null) {
    const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
    if (isNode && from.node) return null;
    if (!isNode && from.packages.some((allowed) => allowed.test(specifier))) return null;
    return `${from.name} may not import ${isNode ? `Node's ${specifier}` : `the package ${specifier}`}.`;
  }
  // Kit's generated types stand beside every route.
  if (/\/\$types(\.js)?$/.test(target)) return null;
  // `./client` and `./client.js` are the file client.ts, which may be a layer of its own.
  const to = layerOf(target.replace(/(\.[jt]s)?$/, '.ts')) ?? layerOf(target);
  if (!to) return `${from.name} may not import ${target}, which belongs to no layer.`;
  if (to === from || from.layers.includes(to.name)) return null;
  if (from.typesOf?.includes(to.name)) {
    return typeOnly ? null : `${from.name} may import only types of ${to.name} (import type).`;
  }
  return `${from.name} may not import ${to.name}.`;
}
