/** The Softmax article's own figures: each by its native controls, its sentence, its reset; and boxes that switch a training. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { violationsInBothThemes } from './axe';
import { TrainerOnPage, wake, watchForTrouble } from './trainer';

const kinds = ['layer', 'overflow', 'plane-boundary', 'last-layer'] as const;

async function open(page: Page, kind: (typeof kinds)[number]): Promise<Locator> {
  await page.goto('en/softmax/');
  const figure = page.locator(`.explorer.${kind}`);
  await wake(page, figure);
  return figure;
}
const now = (figure: Locator): Locator => figure.locator('.explorer-now');
const handle = (figure: Locator): Locator => figure.locator('svg [role="slider"]');

test('layer: a bar makes a 7 of the 1, a stretch makes it sure, another true class turns the gradient', async ({
  page,
}) => {
  const figure = await open(page, 'layer');
  await expect(now(figure)).toContainText('The layer says 1, with 63.2');
  await figure.getByLabel('bar on top').focus();
  await page.keyboard.press('End');
  await expect(figure).toHaveAttribute('data-winner', '7');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await figure.getByLabel('all five times').focus();
  await page.keyboard.press('End');
  await expect(now(figure)).toContainText('with 99.75');
  await figure.getByLabel('7', { exact: true }).check();
  await expect(now(figure)).toContainText('7: −1.00');
});

test('overflow: numbers come back within the range, are wrong at its left end, and each format has its own', async ({
  page,
}) => {
  const figure = await open(page, 'overflow');
  await expect(figure).toHaveAttribute('data-verdict', 'broken');
  const shift = figure.locator('input[type="range"]');
  await shift.fill('80');
  await expect(figure).toHaveAttribute('data-verdict', 'sound');
  await shift.fill('-104');
  await expect(figure).toHaveAttribute('data-verdict', 'off');
  await expect(now(figure)).toContainText('nothing complains');
  await figure.getByLabel('64 bits').check();
  await expect(figure).toHaveAttribute('data-verdict', 'sound');
  await figure.getByLabel('16 bits').check();
  await expect(figure).toHaveAttribute('data-verdict', 'broken');
});

test('plane boundary: equal lengths close the wedge, a bias opens a strip, keys turn the feature', async ({
  page,
}) => {
  const figure = await open(page, 'plane-boundary');
  await expect(now(figure)).toContainText('The angles choose class 1, the logits class 2');
  await figure.locator('input[type="range"]').first().fill('2');
  await expect(now(figure)).toContainText('Both rules choose class 1');
  await figure.getByLabel('bias').fill('-4');
  await expect(figure).toHaveAttribute('data-by-logits', '2');
  await handle(figure).focus();
  await page.keyboard.press('PageUp');
  await expect(handle(figure)).toHaveAttribute('aria-valuenow', '117');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(handle(figure)).toHaveAttribute('aria-valuenow', '102');
});

test('last layer: its handle and its sliders say the same', async ({ page }) => {
  const figure = await open(page, 'last-layer');
  await expect(now(figure)).toContainText('43,605,000 numbers, 174');
  await handle(figure).focus();
  await page.keyboard.press('Home');
  await expect(now(figure)).toContainText('2 classes in 512 dimensions: 1,026 numbers');
  await figure.getByLabel('dimensions').focus();
  await page.keyboard.press('Home');
  await expect(now(figure)).toContainText('2 classes in 2 dimensions: 6 numbers');
});

test('a box switches the ReLU on: the training begins anew with it, and the address says so', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  const trainer = new TrainerOnPage(page, 'softmax');
  await trainer.open('?fig=softmax&net=mlp', 'en/softmax/');
  const box = trainer.figure.getByLabel('a ReLU on the feature');
  await expect(box).not.toBeChecked();
  await box.check();
  await expect(page).toHaveURL(/relu=1/);
  await trainer.press('Step');
  await trainer.waitForStep(1, 60_000);
  await expect(box).toBeChecked();
  await trainer.press('Reset');
  await expect(box).not.toBeChecked();
  expect(trouble).toEqual([]);
});

test('the article can be used by everyone', { tag: '@long' }, async ({ page }) => {
  await page.goto('en/softmax/');
  for (const kind of kinds) {
    await wake(page, page.locator(`.explorer.${kind}`));
  }
  expect(await violationsInBothThemes(page)).toEqual([]);
});

test('without JavaScript every figure is drawn and says what it shows', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('en/softmax/');
  for (const kind of kinds) {
    const figure = page.locator(`.explorer.${kind}`);
    await expect(figure.locator('svg.explorer-drawing')).toBeVisible();
    await expect(now(figure)).toContainText(/\d/);
    await expect(figure.getByRole('button')).toHaveCount(0);
  }
  await context.close();
});

test('at 390 px nothing is wider than the screen', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('zh/softmax/');
  for (const kind of kinds) {
    const figure = page.locator(`.explorer.${kind}`);
    await wake(page, figure);
    const box = (await figure.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    expect(await figure.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
  }
});
