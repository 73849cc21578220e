import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { bootScript } from './tools/boot.mjs';
import { faceApiAliases } from './tools/face-api.mjs';
import { texModules } from './tools/markdown/tex.mjs';

export default defineConfig({
  plugins: [texModules(), bootScript(), sveltekit()],
  resolve: { alias: faceApiAliases },
  // Where the site will stand, for canonical addresses; absent on a machine of one's own.
  define: { 'import.meta.env.VITE_SITE_URL': JSON.stringify(process.env.SITE_URL ?? '') },
  // Backends are loaded lazily inside the worker; only ES workers may split into chunks.
  build: {
    rolldownOptions: {
      // What the first screen plays, and all that it needs, in one file: as twenty small ones it packs 3 KB worse.
      output: {
        codeSplitting: {
          groups: [
            // What every document starts with (src/routes/boot.ts), in one file.
            {
              name: 'page-life',
              test: /src\/lib\/(ui\/(film-start|first-touch|follow-reader|island|page|site-path|stills|theme-toggle|figure-kinds)|i18n\/languages|offline\/register)\.ts/,
              priority: 2,
            },
            { name: 'film', test: /src\/lib\/ui\/film\.ts/ },
            // Its formula is linked in articles, which play no film.
            { name: 'arcface', test: /src\/lib\/loss\/arcface\.ts/, priority: 1 },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
});
