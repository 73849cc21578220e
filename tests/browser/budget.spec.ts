/** What the page costs: bytes before Train, bytes to train, workers left behind, tasks on the main thread. */
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { openAndClose, TrainerOnPage } from './trainer';

/** The gzip sizes of all scripts that the page and its workers fetch, in KB. */
class Scripts {
  readonly #sizes = new Map<string, Promise<number>>();

  constructor(page: Page) {
    page.context().on('response', (response) => {
      if (!/\.js$/.test(new URL(response.url()).pathname)) return;
      // A response that was cut off by leaving the page has no body.
      const size = response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      );
      this.#sizes.set(response.url(), size);
    });
  }

  get addresses(): string[] {
    return [...this.#sizes.keys()];
  }

  /** Once all that was asked for so far has been read. */
  async kilobytes(): Promise<number> {
    const sizes = await Promise.all(this.#sizes.values());
    return sizes.reduce((sum, size) => sum + size, 0) / 1024;
  }
}

/** Pages that are weighed with every commit: one of each kind. */
const isBrief = (path: string): boolean =>
  !/^en\/([a-z-]+|lab\/experiments)\/$/.test(path) || /arcface|lab\/$/.test(path);
const articles = readdirSync('content').map((slug) => `en/${slug}/`);
for (const path of ['en/', 'zh/', 'zh/arcface/', 'gallery/', 'en/lab/', 'en/lab/experiments/', ...articles]) {
  const tag = isBrief(path) ? [] : '@long';
  // A document comes without the framework; the landing page plays its film.
  const most = /gallery|experiments/.test(path) ? 60 : /^(en|zh)\/$/.test(path) ? 24 : 12;
  test(`first load of /${path} is at most ${most} KB of script`, { tag }, async ({ page }) => {
    const scripts = new Scripts(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    const kilobytes = await scripts.kilobytes();
    expect(kilobytes).toBeLessThanOrEqual(most);
    expect(kilobytes).toBeGreaterThan(4);
    expect(scripts.addresses.filter((url) => /worker/.test(url))).toEqual([]);
  });
}

test('the trainer with wasm is at most 130 KB', async ({ page }) => {
  const scripts = new Scripts(page);
  const trainer = new TrainerOnPage(page);
  // Without a graphics card `auto` is wasm.
  await trainer.open();
  await page.waitForLoadState('networkidle');
  const alive = await scripts.kilobytes();
  await trainer.press('Step');
  await trainer.waitForRest(1, 60_000);
  await page.waitForLoadState('networkidle');
  const trains = await scripts.kilobytes();
  expect(trains - alive).toBeLessThanOrEqual(130);
  expect(await trainer.backend()).toContain('wasm');
  expect(trains).toBeGreaterThan(alive + 30);
});

// Ten of them: budget.long.spec.ts.
test('demos opened and closed leave no worker', async ({ page }) => {
  await openAndClose(page, 2);
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
