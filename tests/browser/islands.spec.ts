/** Figures are drawn where the page is built and come alive when they are near: what a reader sees before that. */
import { expect, test, type Page } from '@playwright/test';
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
  await page.goto('en/arcface/', { waitUntil: 'load' });
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
  await expect(island).toHaveAttribute('data-listens', 'true');
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
  // What only a script answers is not shown without one; it has its style all the same.
  const train = page.getByRole('button', { name: 'Train', exact: true, includeHidden: true }).first();
  await expect(train).toHaveCSS('border-radius', '999px');
  await expect(train).toBeHidden();
  // The page's rules for figures mean its own, not what a figure calls by that name.
  await expect(page.locator('#five-losses .columns .figure').first()).toHaveCSS('margin-top', '0px');
  await context.close();
});

test('until a reader is there, no figure loads its code', async ({ page }) => {
  await page.goto('en/arcface/', { waitUntil: 'networkidle' });
  await page.waitForTimeout(500);
  await expect(page.locator('.island[data-alive="true"]')).toHaveCount(0);
  await page.mouse.move(5, 5);
  await expect(page.locator('figure#free-points .island')).toHaveAttribute('data-alive', 'true');
});

test('a slider that is moved before the figure lives keeps its place', async ({ page }) => {
  await page.goto('en/arcface/', { waitUntil: 'networkidle' });
  await expect(page.locator('figure#arcface .island')).toHaveAttribute('data-listens', 'true');
  await page.locator('figure#arcface [data-parameter="m"] input').fill('0.2');
  await expectMoved(page);
});

test('a slider that is moved before anything listens keeps its place', async ({ page }) => {
  // The page's own script is held back until the hand has moved it.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/_app\/.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('en/arcface/', { waitUntil: 'commit' });
  const slider = page.locator('figure#arcface [data-parameter="m"] input');
  await slider.fill('0.2');
  await expect(page.locator('figure#arcface .island')).not.toHaveAttribute('data-listens', 'true');
  release();
  await expectMoved(page);
});

async function expectMoved(page: Page): Promise<void> {
  const figure = page.locator('figure#arcface');
  await expect(figure.locator('.island')).toHaveAttribute('data-alive', 'true', { timeout: 15_000 });
  await expect(figure.locator('[data-parameter="m"] input')).toHaveValue('0.2');
  await expect(figure.locator('[data-parameter="m"] output')).toContainText('0.20 rad');
}

test('the landing page plays its film once, and a reader ends it', async ({ page }) => {
  await page.goto('en/', { waitUntil: 'load' });
  const picture = page.locator('#landing .picture');
  const dots = () =>
    picture.evaluate((element) => element.innerHTML.length + element.innerHTML.slice(900, 4000));
  const first = await dots();
  await expect.poll(dots, { timeout: 10_000 }).not.toBe(first);
  // The figures beside it are those of the moment that it shows.
  const step = page.locator('#landing [data-stat="step"]');
  const said = await step.textContent();
  expect(Number(said)).toBeLessThan(600);
  await expect.poll(() => step.textContent()).not.toBe(said);
  await page.mouse.move(5, 5);
  await page.mouse.move(9, 5);
  await expect(page.locator('#landing [data-view]').first()).toBeVisible();
  await expect(picture).toHaveCount(0);
});

test('with reduced motion no film plays', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('en/', { waitUntil: 'networkidle' });
  const picture = page.locator('#landing .picture');
  const first = await picture.innerHTML();
  await page.waitForTimeout(1500);
  expect(await picture.innerHTML()).toBe(first);
});

test('the pictures of later figures come when they are near, and all of them on paper', async ({ page }) => {
  await page.goto('en/arcface/', { waitUntil: 'networkidle' });
  const places = page.locator('[data-still]');
  const count = await places.count();
  expect(count).toBeGreaterThan(15);
  const pictures = page.locator('[data-still] > svg[aria-label]');
  await expect(pictures).toHaveCount(0);
  // Its figure is not near enough to live by the sight of it: a wheel, a key or a finger would wake it.
  await page.evaluate(() => {
    const top = document.querySelector('#arcface')!.getBoundingClientRect().top;
    document.documentElement.style.marginTop = `${-top + innerHeight + 600}px`;
  });
  await expect(page.locator('#arcface [data-still] > svg[aria-label]').first()).toBeAttached();
  expect(await pictures.count()).toBeLessThan(count);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(pictures).toHaveCount(count);
  await expect(page.locator('.island[data-alive="true"]')).toHaveCount(0);
});

test('without script each of them is an image', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('en/arcface/', { waitUntil: 'load' });
  const images = page.locator('[data-still] img');
  const count = await images.count();
  expect(count).toBeGreaterThan(15);
  for (let i = 0; i < count; i++) {
    await expect(images.nth(i)).not.toHaveAttribute('alt', '');
    expect(await images.nth(i).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
  await context.close();
});
