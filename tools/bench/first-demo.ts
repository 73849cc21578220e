/** The article's first trainer, met as a reader meets it: in sight, with a pointer that moves, then pressed. */
import type { Locator, Page } from '@playwright/test';

/** What a cell of its read-outs is called there. */
export const demoSelector = '[data-demo="arcface"]';

/** Opens `url` and waits until the trainer lives: figures sleep until a reader is there and they are near the screen. */
export async function openFirstDemo(page: Page, url: string): Promise<Locator> {
  await page.goto(url, { waitUntil: 'networkidle' });
  const figure = page.locator(demoSelector);
  await figure.scrollIntoViewIfNeeded();
  const views = figure.locator('[data-view]');
  for (let x = 1; (await views.count()) === 0; x++) {
    if (x > 300) throw new Error(`The first trainer of ${url} did not come alive within 30 s.`);
    await page.mouse.move(x, 2);
    await page.waitForTimeout(100);
  }
  await page.waitForLoadState('networkidle');
  return figure;
}

/** Waits until what is shown is the training here, at `step` or later, and no recorded run. */
export async function waitForLiveStep(page: Page, step: number, timeoutMs: number): Promise<void> {
  await page.waitForFunction(
    ([selector, from]) => {
      const figure = document.querySelector<HTMLElement>(selector);
      const shown = Number(figure?.querySelector('[data-stat="step"]')?.textContent);
      return figure?.dataset.shows === 'live' && shown >= from;
    },
    [demoSelector, step] as const,
    { timeout: timeoutMs },
  );
}
