/** What is measured in Chromium: speed in a module worker, the cold start, and what the built site costs its page. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser, quietFlags, webglFlags, webgpuFlags } from '../find-browser.mjs';
import { createStaticServer, listen } from '../serve.mjs';
import { bundlePages } from './bundle';
import { benchColdStart } from './cold-start';
import type { Report, Row } from './rows';
import { benchBytes, benchMainThread, benchWorkers } from './site-cost';

/** @param full trains the plain page of the cold start to its end too */
export async function benchInBrowser(report: Report, { full }: { full: boolean }): Promise<void> {
  if (!existsSync('build')) throw new Error('There is no build/ to measure: run "npm run build" first.');
  const [site, bench] = [await serve('build'), await serve(await bundlePages())];
  const browser = await chromium.launch({
    executablePath: findBrowser({ install: true }),
    args: [...quietFlags, ...webglFlags, ...webgpuFlags],
  });
  try {
    report({ bench: 'browser', name: 'Chromium', version: browser.version() });
    await benchWorkerSpeed(browser, bench.url, report);
    const siteUrl = `${site.url}en/arcface/`;
    await benchColdStart(browser, { siteUrl, benchUrl: bench.url, full }, report);
    await benchBytes(browser, siteUrl, report);
    await benchWorkers(browser, siteUrl, report);
    await benchMainThread(browser, siteUrl, report);
  } finally {
    await browser.close();
    site.close();
    bench.close();
  }
}

async function serve(root: string): Promise<{ url: string; close(): void }> {
  const server = createStaticServer({ root });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function benchWorkerSpeed(browser: Browser, benchUrl: string, report: Report): Promise<void> {
  const page = await browser.newPage();
  try {
    await new Promise<void>((resolve, reject) => {
      const hand = (message: Row | string | null) => {
        if (message === null) resolve();
        else if (typeof message === 'string') reject(new Error(`In the worker: ${message}`));
        else report(message);
      };
      page.on('pageerror', reject);
      page
        .exposeFunction('hand', hand)
        .then(() => page.goto(`${benchUrl}speed/`))
        .catch(reject);
    });
  } finally {
    await page.close();
  }
}
