/** Browsers with each backend, and `gpu-page.ts` on a page of theirs. */
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser, quietFlags, webglFlags, webgpuFlags } from '../../tools/find-browser.mjs';
import type { GpuPage } from './gpu-page';
import { bundlePage, callPage, openPage } from './page-site';

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

export const bundleGpuPage = (): Promise<void> => bundlePage('gpu-page');

/** A page of `browser` on which `gpuPage` stands. */
export const openGpuPage = (browser: Browser, baseURL: string): Promise<Page> =>
  openPage(browser, baseURL, 'gpu-page');

/** Calls one of its functions. */
export function call<K extends keyof GpuPage>(
  page: Page,
  name: K,
  ...args: Parameters<GpuPage[K]>
): Promise<Awaited<ReturnType<GpuPage[K]>>> {
  return callPage(page, 'gpu-page', name, args) as Promise<Awaited<ReturnType<GpuPage[K]>>>;
}
