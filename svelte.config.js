import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { mdsvex } from 'mdsvex';
import rehypeSlug from 'rehype-slug';
import remarkMath from 'remark-math';
import { citations } from './tools/markdown/citations.mjs';
import { tableOfContents } from './tools/markdown/contents.mjs';
import { escapeText } from './tools/markdown/escape-text.mjs';
import { glossaryTerms } from './tools/markdown/glossary.mjs';
import { keptUnits } from './tools/markdown/kept-units.mjs';
import { mathToMathMl } from './tools/markdown/math.mjs';
import { marginNotes } from './tools/markdown/notes.mjs';
import { passages } from './tools/markdown/passages.mjs';
import { inlineScriptHashes } from './tools/inline-scripts.mjs';

/** mdsvex writes `<script context="module">`, which Svelte 5 spells `<script module>`. */
const moduleScripts = {
  name: 'module-scripts',
  markup: ({ content, filename }) =>
    filename.endsWith('.md')
      ? { code: content.replace(/<script context="module">/g, '<script module>') }
      : undefined,
};

/** A listing that is wider than the screen is scrolled by keys too. */
const focusableListings = {
  name: 'focusable-listings',
  markup: ({ content, filename }) =>
    filename.endsWith('.md')
      ? { code: content.replace(/<pre class="language-/g, '<pre tabindex="0" class="language-') }
      : undefined,
};

/** @type {import('@sveltejs/kit').Config} */
export default {
  // Runes everywhere, Markdown too: the legacy mode's runtime is not shipped.
  compilerOptions: { runes: true },
  extensions: ['.svelte', '.md'],
  preprocess: [
    mdsvex({
      extensions: ['.md'],
      smartypants: false,
      remarkPlugins: [remarkMath, mathToMathMl, citations, marginNotes, keptUnits, glossaryTerms, escapeText],
      rehypePlugins: [rehypeSlug, tableOfContents, passages],
    }),
    moduleScripts,
    focusableListings,
    vitePreprocess(),
  ],
  kit: {
    adapter: adapter({ pages: 'build', assets: 'build', fallback: '404.html', strict: true }),
    paths: { base: process.env.BASE_PATH ?? '', relative: true },
    // Registered when a reader is there, and not in a frame: src/lib/offline/register.ts.
    serviceWorker: { register: false },
    alias: { $content: 'content' },
    // Inline, since a dozen small files would hold up the first paint.
    inlineStyleThreshold: 16_384,
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self', 'wasm-unsafe-eval', ...inlineScriptHashes('src/app.html')],
        'worker-src': ['self'],
        'connect-src': ['self'],
        'img-src': ['self', 'data:'],
        'font-src': ['self', 'data:'],
        'style-src': ['self', 'unsafe-inline'],
      },
    },
  },
};
