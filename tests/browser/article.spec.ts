/** The whole article, alive: accessible before, during and after training, steady under the eye, still at rest. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import { TrainerOnPage, watchForTrouble } from './trainer';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  // Evaluated, not inserted: the page's own policy refuses scripts that it does not know.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const result = await (window as unknown as { axe: AxeLike }).axe.run();
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
}

/** Goes through the page as a reader does, until every figure lives. */
async function readThrough(page: Page): Promise<void> {
  for (const island of await page.locator('.island').all()) {
    await island.scrollIntoViewIfNeeded();
    await page.mouse.move(3, 3);
    await page.mouse.move(4, 4);
    await expect(island).toHaveAttribute('data-alive', 'true', { timeout: 20_000 });
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe agrees before, during and after training, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(120_000);
    const trouble = watchForTrouble(page);
    await page.emulateMedia({ colorScheme });
    const trainer = new TrainerOnPage(page);
    await trainer.open('?net=mlp&backend=wasm');
    await readThrough(page);
    expect(await violations(page)).toEqual([]);
    await trainer.figure.scrollIntoViewIfNeeded();
    await trainer.press('Train');
    await trainer.waitForStep(20, 60_000);
    expect(await violations(page)).toEqual([]);
    await trainer.press('Pause');
    await expect(trainer.figure).toHaveAttribute('data-phase', 'paused');
    expect(await violations(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });
}

test('nothing shifts while the article loads and while it is read', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = ((window as unknown as { shifts: number[] }).shifts = []);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('en/arcface/', { waitUntil: 'networkidle' });
  const shifted = () =>
    page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
  expect(await shifted()).toBeLessThan(0.001);
  await readThrough(page);
  await page.waitForTimeout(500);
  // Web Vitals call a page good up to 0.1.
  expect(await shifted()).toBeLessThan(0.05);
});

test('at rest no figure asks for frames', async ({ page }) => {
  await page.addInitScript(() => {
    const counter = ((window as unknown as { frames: { count: number } }).frames = { count: 0 });
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      counter.count++;
      return request(callback);
    };
  });
  await page.goto('en/arcface/', { waitUntil: 'networkidle' });
  await readThrough(page);
  await page.waitForTimeout(2500);
  const count = () => page.evaluate(() => (window as unknown as { frames: { count: number } }).frames.count);
  const before = await count();
  await page.waitForTimeout(1500);
  expect((await count()) - before).toBeLessThanOrEqual(1);
});

interface AxeLike {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
