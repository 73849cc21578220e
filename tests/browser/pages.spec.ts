/** Every page in every language: it stands, says nothing to the console, asks no other host, and axe agrees. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { TrainerOnPage, watchForTrouble } from './trainer';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const paths = ['', 'en/', 'zh/', 'en/arcface/', 'zh/arcface/'];

for (const path of paths) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`/${path} stands and is accessible, ${colorScheme}`, async ({ page }) => {
      const trouble = watchForTrouble(page);
      await page.emulateMedia({ colorScheme });
      await page.goto(`./${path}`, { waitUntil: 'networkidle' });
      await expect(page.locator('html')).toHaveAttribute('lang', path.startsWith('zh') ? 'zh-CN' : 'en');
      // Evaluated, not inserted: the page's own policy refuses scripts that it does not know.
      await page.evaluate(axeSource);
      const violations = await page.evaluate(async () => {
        const result = await (window as unknown as { axe: AxeLike }).axe.run();
        return result.violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
        );
      });
      expect(violations).toEqual([]);
      expect(trouble).toEqual([]);
    });
  }
}

test('the Chinese page trains with Chinese controls', async ({ page }) => {
  await page.goto('zh/arcface/?net=mlp&backend=wasm');
  const figure = page.locator('figure#arcface');
  await figure.scrollIntoViewIfNeeded();
  await page.mouse.move(3, 3);
  await expect(figure.locator('[data-view]').first()).toBeVisible();
  await figure.getByRole('button', { name: '单步', exact: true }).click();
  await expect(figure.locator('[data-stat="step"]')).toHaveText('1', { timeout: 60_000 });
  await expect(figure.getByRole('img', { name: /训练 1 步后/ })).toBeVisible();
});

test('the text reads without JavaScript', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('en/arcface/');
  await expect(page.getByRole('heading', { name: 'ArcFace' })).toBeVisible();
  await expect(page.locator('math').first()).toBeAttached();
  await expect(page.locator('noscript').first()).toBeAttached();
  await context.close();
});

test('the demo works by keyboard alone', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  await trainer.open('?net=mlp&backend=wasm');
  await trainer.slider('m').focus();
  await page.keyboard.press('ArrowLeft');
  expect(Number(await trainer.slider('m').inputValue())).toBeCloseTo(0.49);
  for (let presses = 0; presses < 8; presses++) {
    await page.keyboard.press('Tab');
    if (
      await trainer.figure
        .getByRole('button', { name: 'Step', exact: true })
        .evaluate((node) => node === document.activeElement)
    )
      break;
  }
  await page.keyboard.press('Enter');
  await trainer.waitForRest(1, 60_000);
});

interface AxeLike {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
