import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { faceApiAliases } from './tools/face-api.mjs';
import { emscriptenGlueByNode, moduleResolution } from './tools/module-resolution.mjs';

/**
 * Tests that change what all share (a module, a global, the clock) each get a world of their own. The others use one: to
 * load the site's modules anew for each of two hundred files took longer than half of the tests.
 */
const changesTheWorld =
  /\bvi\.(mock|doMock|stubGlobal|stubEnv|useFakeTimers|setSystemTime|spyOn)\b|globalThis\.\w+ = |process\.(env\.\w+ = |chdir)/;
const all = ['unit', 'contract', 'golden'].flatMap((folder) =>
  readdirSync(`tests/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `tests/${folder}/${file.replaceAll('\\', '/')}`),
);
const alone = all.filter((file) => changesTheWorld.test(readFileSync(file, 'utf8')));

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
    environment: 'node',
    globalSetup: ['./tools/build-kernels.mjs'],
    setupFiles: ['./tools/node-globals.mjs'],
    server: { deps: { inline: [/@tensorflow\//, /@vladmandic\//] } },
    testTimeout: 60_000,
    // Packing a dataset takes longer than the usual ten seconds where other work runs beside it.
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'together', isolate: false, include: all.filter((file) => !alone.includes(file)) },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
