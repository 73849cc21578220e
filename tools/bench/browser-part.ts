/** Bytes, workers and long tasks of the built site in Chromium. Needs `build/` and a browser. */
import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser, quietFlags, webglFlags, webgpuFlags } from '../find-browser.mjs';
import { createStaticServer, listen } from '../serve.mjs';
import type { Report } from './node-part';

export async function benchInBrowser(report: Report): Promise<void> {
  if (!existsSync('build')) throw new Error('There is no build/ to measure: run "npm run build" first.');
  const server = createStaticServer({ root: 'build' });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${port}/en/arcface/`;
  const browser = await chromium.launch({
    executablePath: findBrowser({ install: true }),
    args: [...quietFlags, ...webglFlags, ...webgpuFlags],
  });
  try {
    for (const backend of ['wasm', 'webgl', 'webgpu', 'cpu']) await benchBytes(browser, url, backend, report);
    await benchWorkers(browser, url, report);
    await benchMainThread(browser, url, report);
  } finally {
    await browser.close();
    server.close();
  }
}

async function benchBytes(browser: Browser, url: string, backend: string, report: Report): Promise<void> {
  const page = await browser.newPage();
  const scripts = new Map<string, number>();
  page.context().on('response', async (response) => {
    if (!response.url().endsWith('.js')) return;
    scripts.set(response.url(), gzipSync(await response.body()).length);
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const firstKB = total(scripts);
  // The same scripts from the cache, and those that the query and the training add.
  await page.goto(`${url}?net=mlp&backend=${backend}`, { waitUntil: 'networkidle' });
  await step(page);
  await page.waitForLoadState('networkidle');
  const trainerKB = total(scripts) - firstKB;
  report({
    bench: 'bytes',
    backend,
    firstLoadKB: one(firstKB),
    firstLoadTarget: 60,
    trainerKB: one(trainerKB),
    trainerTarget: 130,
  });
  await page.close();
}

async function benchWorkers(browser: Browser, url: string, report: Report): Promise<void> {
  const page = await browser.newPage();
  let most = 0;
  for (let visit = 0; visit < 10; visit++) {
    await page.goto(`${url}?net=mlp&backend=wasm`);
    await step(page);
    most = Math.max(most, page.workers().length);
    await page.locator('header .wordmark').click();
    await page.waitForURL('**/en/');
    await page.waitForTimeout(200);
  }
  report({ bench: 'workers', demosOpened: 10, mostAtOnce: most, leftOver: page.workers().length });
  await page.close();
}

async function benchMainThread(browser: Browser, url: string, report: Report): Promise<void> {
  const page = await browser.newPage();
  await page.goto(`${url}?backend=wasm`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await page.waitForFunction(
    () => Number(document.querySelector('[data-stat="step"]')?.textContent) > 3,
    null,
    { timeout: 60_000 },
  );
  const tasks = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const long: number[] = [];
        new PerformanceObserver((list) =>
          long.push(...list.getEntries().map(({ duration }) => duration)),
        ).observe({
          type: 'longtask',
        });
        setTimeout(() => resolve(long), 20_000);
      }),
  );
  const speed = await page.locator('[data-stat="stepsPerSecond"]').first().textContent();
  report({
    bench: 'main-thread',
    seconds: 20,
    tasksOver50ms: tasks.length,
    longestMs: Math.round(Math.max(0, ...tasks)),
    stepsPerSecond: Number(speed),
    kernels: (await page.locator('[data-stat="backend"]').first().textContent()) ?? '',
  });
  await page.close();
}

async function step(page: Page): Promise<void> {
  // Views are drawn by script: once one stands, the buttons are alive.
  await page.locator('[data-view]').first().waitFor();
  await page.getByRole('button', { name: 'Step', exact: true }).first().click();
  await page.waitForFunction(() => document.querySelector('[data-stat="step"]')?.textContent === '1', null, {
    timeout: 120_000,
  });
}

const total = (sizes: Map<string, number>): number =>
  [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1024;
const one = (value: number): number => Number(value.toFixed(1));
