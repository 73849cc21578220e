import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { faceApiAliases } from './tools/face-api.mjs';
import { emscriptenGlueByNode, moduleResolution } from './tools/module-resolution.mjs';

/** Tests in Node: unit, contract and golden. Browser tests are Playwright's (`playwright.config.ts`). */
export default defineConfig({
  plugins: [emscriptenGlueByNode()],
  resolve: {
    mainFields: moduleResolution.mainFields,
    // As SvelteKit names them.
    alias: [
      { find: '$lib', replacement: resolve('src/lib') },
      { find: '$content', replacement: resolve('content') },
      ...faceApiAliases,
    ],
  },
  ssr: { noExternal: moduleResolution.noExternal, resolve: { mainFields: moduleResolution.mainFields } },
  test: {
    include: ['tests/{unit,contract,golden}/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['./tools/build-kernels.mjs'],
    setupFiles: ['./tools/node-globals.mjs'],
    server: { deps: { inline: [/@tensorflow\//, /@vladmandic\//] } },
    testTimeout: 60_000,
    // Packing a dataset takes longer than the usual ten seconds where other work runs beside it.
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
