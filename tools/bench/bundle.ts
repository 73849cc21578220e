/** The bench's own two pages, bundled by Vite as the site is, into a folder of their own. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';

const folder = '.cache/bench';
const pages = ['speed', 'plain'] as const;

/** Builds the pages `/speed/` and `/plain/` beside the data that they train on; returns the folder to serve. */
export async function bundlePages(): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: folder,
      target: 'es2022',
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        input: Object.fromEntries(pages.map((page) => [page, resolve(`tools/bench/${page}.page.ts`)])),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  for (const page of pages) {
    mkdirSync(`${folder}/${page}`);
    writeFileSync(
      `${folder}/${page}/index.html`,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${page}</title></head>` +
        `<body><script type="module" src="/${page}.js"></script></body></html>\n`,
    );
    cpSync('static/data', `${folder}/${page}/data`, { recursive: true });
  }
  return folder;
}
