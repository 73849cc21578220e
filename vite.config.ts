import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { faceApiAliases } from './tools/face-api.mjs';
import { texModules } from './tools/markdown/tex.mjs';

export default defineConfig({
  plugins: [texModules(), sveltekit()],
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
