/** Every page in every language: it stands, says nothing to the console, asks no other host, and axe agrees. */
import { expect, test } from '@playwright/test';
import { violationsInBothThemes } from './axe';
import { TrainerOnPage, watchForTrouble } from './trainer';

const paths = ['', 'en/', 'zh/', 'en/arcface/', 'zh/arcface/'];

for (const path of paths) {
  test(`/${path} stands and is accessible in both themes`, async ({ page }) => {
    const trouble = watchForTrouble(page);
    await page.goto(`./${path}`, { waitUntil: 'networkidle' });
    await expect(page.locator('html')).toHaveAttribute('lang', path.startsWith('zh') ? 'zh-CN' : 'en');
    expect(await violationsInBothThemes(page)).toEqual([]);
    expect(trouble).toEqual([]);
  });
}

test('the Chinese page has links within that lead to their sections, and trains with Chinese controls', async ({
  page,
}) => {
  await page.goto('zh/arcface/?net=mlp&backend=wasm');
  // An address writes Chinese letters as percents and digits; the id that it means has the letters.
  const link = page.locator('nav.contents a').last();
  await link.click();
  const id = decodeURIComponent((await link.getAttribute('href'))!.slice(1));
  expect(id).toMatch(/\p{Script=Han}/u);
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
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
