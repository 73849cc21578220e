/** Bytes, workers and long tasks of the built site. */
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { openFirstDemo, waitForLiveStep } from './first-demo';
import { reportTarget, type Report } from './rows';

const backends = ['cpu', 'wasm', 'webgl', 'webgpu'] as const;

/** Compressed bytes before Train and for each backend; `cpu` first, which all the others carry too. */
export async function benchBytes(browser: Browser, url: string, report: Report): Promise<void> {
  let cpuScripts = new Set<string>();
  for (const backend of backends) {
    const { firstKB, trainer } = await bytesOf(browser, url, backend);
    const scripts = new Map([...trainer].filter(([address]) => address.endsWith('.js')));
    const trainerKB = total(scripts);
    if (backend === 'cpu') cpuScripts = new Set(scripts.keys());
    report({ bench: 'bytes', backend, firstLoadKB: one(firstKB), trainerKB: one(trainerKB) });
    if (backend === 'cpu') reportTarget(report, 'first load, KB', firstKB, { atMost: 60 });
    if (backend !== 'wasm') continue;
    reportTarget(report, `${backend}: trainer, KB`, trainerKB, { atMost: 130 });
    // What only wasm loads: its backend and our kernels, without tfjs' own binary.
    const own = [...trainer].filter(
      ([address]) => !cpuScripts.has(address) && !/tfjs-backend-wasm[^/]*\.wasm$/.test(address),
    );
    reportTarget(report, `${backend}: backend and our kernels, KB`, total(new Map(own)), { atMost: 90 });
  }
}

async function bytesOf(browser: Browser, url: string, backend: string) {
  const page = await browser.newPage();
  const sizes = new Map<string, number>();
  const reads: Promise<unknown>[] = [];
  page.context().on('response', (response) => {
    const address = new URL(response.url()).pathname;
    if (!/\.(js|wasm)$/.test(address)) return;
    reads.push(response.body().then((body) => sizes.set(address, gzipSync(body).length)));
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await Promise.all(reads);
  const first = new Map(sizes);
  // The same scripts from the cache, and those that the query and the training add.
  await step(page, `${url}?net=mlp&backend=${backend}`);
  await page.waitForLoadState('networkidle');
  await Promise.all(reads);
  await page.close();
  const trainer = new Map([...sizes].filter(([address]) => !first.has(address)));
  return { firstKB: total(first), trainer };
}

export async function benchWorkers(browser: Browser, url: string, report: Report): Promise<void> {
  const page = await browser.newPage();
  let most = 0;
  for (let visit = 0; visit < 10; visit++) {
    await step(page, `${url}?net=mlp&backend=wasm`);
    most = Math.max(most, page.workers().length);
    await page.locator('header .wordmark').click();
    await page.waitForURL('**/en/');
    await page.waitForTimeout(200);
  }
  report({ bench: 'workers', demosOpened: 10, mostAtOnce: most, leftOver: page.workers().length });
  reportTarget(report, 'workers left over by ten demos', page.workers().length, { atMost: 0 });
  await page.close();
}

export async function benchMainThread(browser: Browser, url: string, report: Report): Promise<void> {
  const page = await browser.newPage();
  const figure = await openFirstDemo(page, `${url}?backend=wasm`);
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  await waitForLiveStep(page, 4, 60_000);
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
  const speed = await figure.locator('[data-stat="stepsPerSecond"]').textContent();
  report({
    bench: 'main thread',
    seconds: 20,
    tasksOver50ms: tasks.length,
    longestMs: Math.round(Math.max(0, ...tasks)),
    stepsPerSecond: Number(speed),
    kernels: (await figure.locator('[data-stat="backend"]').textContent()) ?? '',
  });
  await page.close();
}

/** One step of the first trainer of the page at `url`. */
async function step(page: Page, url: string): Promise<void> {
  const figure = await openFirstDemo(page, url);
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  await waitForLiveStep(page, 1, 120_000);
}

const total = (sizes: ReadonlyMap<string, number>): number =>
  [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1024;
const one = (value: number): number => Number(value.toFixed(1));
