/**
 * How node programs and tests resolve tfjs: its ES modules, transformed by Vite as the site's are, so that there
 * is one copy of tfjs-core. Only the Emscripten glue in wasm-out, which is CommonJS, is left to Node.
 */
import './node-globals.mjs';

export const moduleResolution = {
  mainFields: ['module', 'jsnext:main', 'main'],
  noExternal: [/^@tensorflow\//, /^@vladmandic\//, 'seedrandom'],
};

/** Loads `wasm-out/*.js` with Node's own require. @returns {import('vite').Plugin} */
export function emscriptenGlueByNode() {
  return {
    name: 'emscripten-glue-by-node',
    enforce: 'pre',
    load(id) {
      const file = id.split('?')[0];
      if (/\/seedrandom\/index\.js$/.test(file)) {
        // tfjs-core reads its members from a namespace, which Node does not find in CommonJS.
        return `const seedrandom = globalThis.require(${JSON.stringify(file)});\nexport default seedrandom;\nexport const alea = seedrandom.alea;\n`;
      }
      if (!/\/wasm-out\/[^/]*\.js$/.test(file)) return null;
      return (
        `const glue = globalThis.require(${JSON.stringify(file)});\n` +
        'export default glue;\nexport const wasmWorkerContents = glue.wasmWorkerContents;\n'
      );
    },
  };
}
