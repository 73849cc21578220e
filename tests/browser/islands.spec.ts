/** Figures are drawn where the page is built and come alive when they are near: what a reader sees before that. */
import { expect, test } from '@playwright/test';
import { TrainerOnPage } from './trainer';

const script = /\/chunks\/.*\.js$/;

test('a press before the figure lives is done once it does', async ({ page }) => {
  // The figure's own code is held back until the press has been made.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let holds = false;
  await page.route(script, async (route) => {
    if (holds) await held;
    await route.continue();
  });
  await page.setViewportSize({ width: 1280, height: 200 });
  await page.goto('en/arcface/?net=mlp&backend=wasm&fig=arcface', { waitUntil: 'load' });
  const trainer = new TrainerOnPage(page);
  await page.waitForLoadState('networkidle');
  const island = page.locator('figure#arcface .island');
  await expect(island).toHaveAttribute('data-alive', 'false');
  holds = true;
  await trainer.press('Step');
  await expect(island).toHaveAttribute('data-alive', 'false');
  release();
  await trainer.waitForRest(1, 60_000);
});

test('a figure whose code does not arrive keeps its picture and tries again at the next touch', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 200 });
  let refuses = false;
  await page.route(script, (route) => (refuses ? route.abort() : route.continue()));
  await page.goto('en/arcface/', { waitUntil: 'networkidle' });
  const island = page.locator('figure#arcface .island');
  refuses = true;
  await island.scrollIntoViewIfNeeded();
  await expect(island).toHaveAttribute('data-failed', 'true');
  await expect(island.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
  refuses = false;
  await island.getByRole('slider').first().focus();
  await expect(island).toHaveAttribute('data-alive', 'true');
});

test('styles of the figures are there without any script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('en/arcface/');
  const train = page.getByRole('button', { name: 'Train', exact: true }).first();
  await expect(train).toHaveCSS('border-radius', '999px');
  await context.close();
});
