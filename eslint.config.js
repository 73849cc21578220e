import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import { layersRule } from './tools/layers-eslint.mjs';
import svelteConfig from './svelte.config.js';

// ESLint's cache sees a plugin's version, not its code: a change of the table has to change the version.
const version = createHash('sha256')
  .update(readFileSync(new URL('tools/layers.mjs', import.meta.url)))
  .digest('hex');
const house = {
  plugins: { house: { meta: { name: 'house', version }, rules: { layers: layersRule } } },
  rules: { 'house/layers': 'error' },
};

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      '.cache/',
      'node_modules/',
      'static/',
      'test-results/',
      'shared/',
      // AssemblyScript: its own compiler checks it.
      'src/lib/train/kernels/simd/assembly/',
    ],
  },
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // `let { x } = $props()` is how Svelte writes it; its own rule knows.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // It reads each word of the reason that follows a code as a code. svelte-check warns where one is missing.
      'svelte/no-unused-svelte-ignore': 'off',
      // Links are relative, and are tested under a base path.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  house,
  {
    // A promise that nobody waits for hides its failure; the worker's lifetimes depend on it.
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  // Programs talk to a terminal, and the tools run before anything is compiled.
  { files: ['tools/**', 'tests/**', '*.config.*'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { 'no-var': 'off', '@typescript-eslint/no-require-imports': 'off' } },
);
