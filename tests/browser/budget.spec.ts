/** What the page costs: bytes before Train, bytes to train, workers left behind, tasks on the main thread. */
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { openAndClose, TrainerOnPage } from './trainer';

/** Collects the gzip size of every script that the page or its workers fetch, by address. */
function watchScripts(page: Page): Map<string, number> {
  const sizes = new Map<string, number>();
  page.context().on('response', async (response) => {
    if (!/\.js$/.test(new URL(response.url()).pathname)) return;
    try {
      sizes.set(response.url(), gzipSync(await response.body()).length);
    } catch {
      // A response that was cut off by leaving the page has no body.
    }
  });
  return sizes;
}

const kilobytes = (sizes: Iterable<number>): number => [...sizes].reduce((sum, size) => sum + size, 0) / 1024;

const articles = readdirSync('content').map((slug) => `en/${slug}/`);
for (const path of ['en/', 'zh/', 'zh/arcface/', 'gallery/', 'en/lab/', ...articles]) {
  test(`first load of /${path} is at most 60 KB of script`, async ({ page }) => {
    const scripts = watchScripts(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(kilobytes(scripts.values())).toBeLessThanOrEqual(60);
    expect(kilobytes(scripts.values())).toBeGreaterThan(20);
    expect([...scripts.keys()].filter((url) => /worker/.test(url))).toEqual([]);
  });
}

test('the trainer with wasm is at most 130 KB', async ({ page }) => {
  const scripts = watchScripts(page);
  const trainer = new TrainerOnPage(page);
  // Without a graphics card `auto` is wasm.
  await trainer.open();
  await page.waitForLoadState('networkidle');
  const alive = kilobytes(scripts.values());
  await trainer.press('Step');
  await trainer.waitForRest(1, 60_000);
  await page.waitForLoadState('networkidle');
  expect(kilobytes(scripts.values()) - alive).toBeLessThanOrEqual(130);
  expect(await trainer.backend()).toContain('wasm');
  expect(kilobytes(scripts.values())).toBeGreaterThan(alive + 30);
});

// Ten of them: budget.long.spec.ts.
test('demos opened and closed leave no worker', async ({ page }) => {
  await openAndClose(page, 3);
});

test('training rests off screen and goes on when it comes back', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 500 });
  const trainer = new TrainerOnPage(page);
  await trainer.open('?net=mlp&backend=wasm', 'en/arcface/');
  await trainer.press('Train');
  await trainer.waitForStep(10, 60_000);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(trainer.figure).toHaveAttribute('data-phase', 'paused', { timeout: 10_000 });
  const rested = await trainer.step();
  await page.waitForTimeout(500);
  expect(await trainer.step()).toBe(rested);
  await trainer.figure.scrollIntoViewIfNeeded();
  await trainer.waitForStep(rested + 5, 20_000);
});
