/** Every page: it stands, says nothing to the console, asks no other host, and axe agrees; and what all of them share. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { isBrief, pagesOfTheSite, pageStands } from './page-stands';
import { TrainerOnPage } from './trainer';

// The others: pages.long.spec.ts.
for (const path of pagesOfTheSite().filter(isBrief)) pageStands(path);

test('links within a page lead to something on it', () => {
  const adrift = pagesOfTheSite().flatMap((path) => {
    const html = readFileSync(`build/${path}index.html`, 'utf8').replace(/<(script|style)[^]*?<\/\1>/g, '');
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    return links.filter((id) => !ids.has(decodeURIComponent(id))).map((id) => `${path}#${id}`);
  });
  expect(adrift).toEqual([]);
});

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
  await trainer.open('?net=mlp&backend=wasm', 'en/arcface/');
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
