/** Bundles a program of `tests/support/` and gives it to a page, on an address of the site under test. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { build } from 'vite';

const folderOf = (name: string): string => join('.cache', name);

/** @param name of the program, which puts an object of that name, in camel case, on the page */
export async function bundlePage(name: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    build: {
      outDir: folderOf(name),
      emptyOutDir: true,
      target: 'esnext',
      rollupOptions: {
        input: `tests/support/${name}.ts`,
        output: { entryFileNames: 'page.js' },
      },
    },
  });
}

/** A page of `browser` on which the program stands. `style`: of the page. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  name: string,
  style = '',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await browser.newPage({ baseURL, ...options });
  const html = `<!doctype html><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${style}</style><script type="module" src="page.js"></script>`;
  await page.route(`**/${name}/**`, async (route) => {
    const file = new URL(route.request().url()).pathname.split(`/${name}/`)[1];
    if (!file) await route.fulfill({ contentType: 'text/html', body: html });
    else
      await route.fulfill({
        contentType: 'text/javascript',
        body: await readFile(join(folderOf(name), file)),
      });
  });
  await page.goto(`${name}/`);
  await page.waitForFunction((global) => global in globalThis, globalOf(name));
  return page;
}

/** Calls a function of the program. */
export function callPage(
  page: Page,
  name: string,
  method: string,
  args: readonly unknown[],
): Promise<unknown> {
  return page.evaluate(
    ([global, method, args]) =>
      (globalThis as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>)[global][
        method
      ](...args),
    [globalOf(name), method, args] as [string, string, unknown[]],
  );
}

const globalOf = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
