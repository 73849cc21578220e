/** Browsers with each backend; bundles `gpu-page.ts` and gives it to a page, on an address of the site under test. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { findBrowser, quietFlags, webglFlags, webgpuFlags } from '../../tools/find-browser.mjs';
import type { GpuPage } from './gpu-page';

/** What a browser needs to offer a backend on a machine without a GPU. */
const flagsOf = { cpu: [], wasm: [], webgl: webglFlags, webgpu: webgpuFlags } as const;
export type BrowserBackend = keyof typeof flagsOf;

/** A browser that offers `backend`, for the length of `work`. */
export async function inBrowserWith<T>(
  backend: BrowserBackend,
  work: (browser: Browser) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...quietFlags, ...flagsOf[backend]],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

const folder = join('.cache', 'gpu-page');

export async function bundleGpuPage(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'esnext',
      rollupOptions: {
        input: 'tests/support/gpu-page.ts',
        output: { entryFileNames: 'page.js' },
      },
    },
  });
}

/** A page of `browser` on which `gpuPage` stands. */
export async function openGpuPage(browser: Browser, baseURL: string): Promise<Page> {
  const page = await browser.newPage({ baseURL });
  const html = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>';
  await page.route('**/gpu-page/**', async (route) => {
    const file = new URL(route.request().url()).pathname.split('/gpu-page/')[1];
    if (!file) await route.fulfill({ contentType: 'text/html', body: html });
    else await route.fulfill({ contentType: 'text/javascript', body: await readFile(join(folder, file)) });
  });
  await page.goto('gpu-page/');
  await page.waitForFunction(() => 'gpuPage' in globalThis);
  return page;
}

/** Calls one of its functions. */
export function call<K extends keyof GpuPage>(
  page: Page,
  name: K,
  ...args: Parameters<GpuPage[K]>
): Promise<Awaited<ReturnType<GpuPage[K]>>> {
  return page.evaluate(
    ([name, args]) =>
      (globalThis as unknown as { gpuPage: Record<string, (...args: unknown[]) => unknown> }).gpuPage[name](
        ...args,
      ),
    [name, args] as [string, unknown[]],
  ) as Promise<Awaited<ReturnType<GpuPage[K]>>>;
}
