/** Spheres on a page, as tests watch them: their contexts, and what they leave behind. */
import { expect, type CDPSession, type Page } from '@playwright/test';
import { TrainerOnPage } from './trainer';

export const sphereQuery = '?net=mlp&backend=wasm&dim=3&view=sphere';

/** Remembers every WebGL context of the page, so that a test can count and lose them. */
export async function watchContexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: WeakRef<WebGL2RenderingContext>[] = [];
    const before = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      const context = (before as (...args: unknown[]) => unknown).apply(this, args);
      const isKnown = made.some((known) => known.deref() === context);
      if (context instanceof WebGL2RenderingContext && !isKnown) made.push(new WeakRef(context));
      return context;
    } as typeof before;
    (globalThis as unknown as { contexts: typeof living }).contexts = living;
    function living(): WebGL2RenderingContext[] {
      return made.flatMap((known) => {
        const context = known.deref();
        return context && !context.isContextLost() ? [context] : [];
      });
    }
  });
}

export type Contexts = { contexts: () => WebGL2RenderingContext[] };
export const living = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as Contexts).contexts().length);

/**
 * Opens a sphere and leaves it, in one document: first by its address, then by the browser's arrow. Nothing may be left
 * of it: no context, no worker, and after a first time for warming up at most 5 MB.
 */
export async function openAndCloseSpheres(page: Page, visits: number): Promise<void> {
  await watchContexts(page);
  const devtools = await page.context().newCDPSession(page);
  const trainer = new TrainerOnPage(page);
  // One document all the while: the first page is left by a link of the site, and come back to by the browser's arrow.
  const visit = async (isFirst = false): Promise<void> => {
    if (isFirst) await trainer.open(sphereQuery);
    else {
      await page.goBack();
      await trainer.figure.scrollIntoViewIfNeeded();
      await trainer.arrive();
    }
    await trainer.press('Step');
    await trainer.waitForRest(1, 60_000);
    expect(await living(page)).toBe(1);
    await page.locator('header .wordmark').click();
    await expect(page).toHaveURL(/\/en\/$/);
    await expect.poll(() => page.workers().length).toBe(0);
    expect(await living(page)).toBe(0);
  };
  await visit(true);
  const before = await heapBytes(devtools);
  for (let round = 0; round < visits; round++) await visit();
  expect((await heapBytes(devtools)) - before).toBeLessThan(5 * 1024 * 1024);
}

async function heapBytes(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.enable');
  for (let i = 0; i < 2; i++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}
