import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [sveltekit()],
  // Backends are loaded lazily inside the worker; only ES workers may split into chunks.
  worker: { format: 'es' },
});
