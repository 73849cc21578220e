/** Free points: by keyboard, by address, at rest, off screen, without motion and without script. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { watchForTrouble } from './trainer';

/** Counts the display frames that the page asks for. */
async function countFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counter = window as unknown as { framesAsked: number };
    counter.framesAsked = 0;
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      counter.framesAsked++;
      return ask(callback);
    };
  });
}
const framesAsked = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { framesAsked: number }).framesAsked);

/** The figure, alive, with what moves its points on the page. */
async function open(page: Page, query = ''): Promise<Locator> {
  await page.goto(`en/arcface/${query}`);
  const figure = page.locator('figure#free-points');
  await expect
    .poll(
      async () => {
        await figure.locator('.well').hover();
        await page.mouse.move(2, 2);
        return figure.locator('path.dots').count();
      },
      { timeout: 20_000, intervals: [100] },
    )
    .toBe(0);
  return figure;
}
const slider = (figure: Locator, name: string): Locator => figure.locator(`[data-parameter="${name}"] input`);
const weight = (figure: Locator, name: string): Locator =>
  figure.getByRole('slider', { name: `class weight ${name}` });
/** The spread of the points in degrees, as it is written. */
const spread = async (figure: Locator, which: 'spread' | 'theory' = 'spread'): Promise<number> =>
  parseFloat((await figure.locator(`[data-stat="${which}"]`).textContent())!);

// ENGINE: exp(−L/T) at s = 16, T = 1 has these root mean square angles.
const withMarginDeg = 6.5;
const withoutMarginDeg = 14.7;

test('by keyboard alone: m to 0 widens the cloud and back narrows it, then the points rest', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  await countFrames(page);
  await page.goto('en/arcface/');
  const figure = page.locator('figure#free-points');
  const margin = slider(figure, 'm');
  await expect(figure.locator('[data-stat="theory"]')).toHaveText(`${withMarginDeg}°`);
  expect(Math.abs((await spread(figure)) - withMarginDeg)).toBeLessThan(0.5);
  // The reader arrives: the last link of the contents, then on through the weights to the slider or back from it.
  await page.locator('nav.contents a').last().focus();
  for (let tabs = 0; tabs < 20 && !(await margin.evaluate((e) => e === document.activeElement)); tabs++) {
    await page.keyboard.press('Tab');
  }
  await expect(margin).toBeFocused();
  await expect(page.locator('figure#free-points .island')).toHaveAttribute('data-alive', 'true');
  await page.keyboard.press('Home');
  await expect(figure.locator('[data-stat="theory"]')).toHaveText(`${withoutMarginDeg}°`);
  await expect.poll(() => spread(figure), { timeout: 10_000 }).toBeGreaterThan(withoutMarginDeg - 0.8);
  expect(await spread(figure)).toBeLessThan(withoutMarginDeg + 0.8);
  await expect(page).toHaveURL(/\?fig=free-points&m=0$/);
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('PageUp');
  await expect(margin).toHaveValue('0.5');
  await expect.poll(() => spread(figure), { timeout: 10_000 }).toBeLessThan(withMarginDeg + 0.5);
  expect(await spread(figure)).toBeGreaterThan(withMarginDeg - 0.5);
  await expect(page).toHaveURL(/\/arcface\/$/);

  // Four seconds after the last touch nothing moves, and nothing asks for a frame.
  await expect
    .poll(
      async () => {
        const before = await framesAsked(page);
        await page.waitForTimeout(300);
        return (await framesAsked(page)) - before;
      },
      { timeout: 8000, intervals: [400] },
    )
    .toBe(0);
  await expect(figure.locator('[role="status"]')).toContainText('without a margin');

  const third = weight(figure, '3');
  await third.focus();
  const from = Number(await third.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageDown');
  await expect(third).toHaveAttribute('aria-valuenow', String(from + 1 - 15));
  await expect(third).toHaveAttribute('aria-valuetext', `at ${from - 14}°`);
  await expect(figure.locator('.well svg')).toHaveAttribute('aria-label', /The well of class 3/);
  // A class nearer to another has less room: its points stand wider apart.
  expect(await spread(figure, 'theory')).not.toBe(withMarginDeg);
  await figure.getByRole('button', { name: 'Reset' }).press('Enter');
  await expect(third).toHaveAttribute('aria-valuenow', String(from));
  expect(trouble).toEqual([]);
});

test('off screen nothing moves, and it goes on when it comes back', async ({ page }) => {
  await countFrames(page);
  const figure = await open(page);
  const canvas = figure.locator('canvas');
  // A sum over the picture's bytes.
  const picture = (): Promise<number> =>
    canvas.evaluate((element: HTMLCanvasElement) => {
      const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
      return data.reduce((sum, byte, i) => (sum + byte * (1 + (i % 8191))) % 4294967291, 0);
    });
  await page.evaluate(() => {
    const { bottom } = document.querySelector('figure#free-points .ring')!.getBoundingClientRect();
    window.scrollBy({ top: bottom + 1, behavior: 'instant' });
  });
  // What lies there comes alive first.
  await page.waitForLoadState('networkidle');
  const drawn = await picture();
  await slider(figure, 's').evaluate((input: HTMLInputElement) => {
    input.value = '8';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(slider(figure, 's')).toHaveAttribute('aria-valuetext', '8');
  await page.waitForTimeout(200);
  const before = await framesAsked(page);
  await page.waitForTimeout(400);
  expect(await framesAsked(page)).toBe(before);
  expect(await picture()).toBe(drawn);
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  await expect.poll(picture).not.toBe(drawn);
  expect(await framesAsked(page)).toBeGreaterThan(before);
});

test('with less motion the points are at once where they settle', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await countFrames(page);
  const figure = await open(page);
  const before = await framesAsked(page);
  await slider(figure, 'm').fill('0');
  await expect(figure.locator('[data-stat="theory"]')).toHaveText(`${withoutMarginDeg}°`);
  await expect.poll(() => spread(figure), { timeout: 1000 }).toBeGreaterThan(withoutMarginDeg - 0.8);
  expect((await framesAsked(page)) - before).toBeLessThanOrEqual(3);
});

test('the address sets the figure, and only where it names it', { tag: '@long' }, async ({ page }) => {
  const figure = await open(page, '?fig=free-points&loss=cosface&m=0.2&s=30&temperature=0.5');
  await expect(slider(figure, 'm')).toHaveValue('0.2');
  await expect(slider(figure, 's')).toHaveValue('30');
  await expect(slider(figure, 'temperature')).toHaveValue('0.5');
  await expect(figure.getByRole('radio', { name: 'CosFace' })).toBeChecked();
  await expect(figure.locator('.notice')).toHaveCount(0);
  // It opens at rest.
  const theory = await spread(figure, 'theory');
  expect(Math.abs((await spread(figure)) - theory)).toBeLessThan(0.1 * theory);
  await slider(figure, 'm').fill('0.1');
  await expect(page).toHaveURL(/\?fig=free-points&loss=cosface&s=30&m=0\.1&temperature=0\.5$/);
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(page).toHaveURL(/\/arcface\/$/);
  const trainers = await open(page, '?m=0.1');
  await expect(slider(trainers, 'm')).toHaveValue('0.5');
});

test('what the address cannot mean is named, and the preset stands', async ({ page }) => {
  const figure = await open(
    page,
    '?fig=free-points&m=seven&s=1000&temperature=0&norm=20&loss=arcface,softmax&colour=red',
  );
  const notices = figure.locator('.notice');
  await expect(notices).toHaveCount(6);
  await expect(notices.filter({ hasText: 'm=seven' })).toContainText('0.5');
  await expect(notices.filter({ hasText: 's=1000' })).toContainText('1 – 64');
  await expect(notices.filter({ hasText: 'temperature=0' })).toContainText('0.2 – 2');
  // ArcFace divides features by their norm.
  await expect(notices.filter({ hasText: /\bnorm\b/ })).toHaveAttribute('data-notice', 'unknown-key');
  await expect(slider(figure, 'm')).toHaveValue('0.5');
  await expect(slider(figure, 's')).toHaveValue('16');
  await notices.first().getByRole('button').click();
  await expect(notices).toHaveCount(5);
});

test('without script the ring, the well and some of the points stand', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('en/arcface/');
  const figure = page.locator('figure#free-points');
  await expect(figure.locator('.ring path.dots')).toHaveCount(10);
  await expect(figure.locator('.ring path.band')).toBeVisible();
  await expect(figure.locator('.well path.density')).toBeVisible();
  await expect(figure.locator('[data-stat="theory"]')).toHaveText(`${withMarginDeg}°`);
  await context.close();
});

test('on the sphere and in the plane: by keyboard, and back on the circle', async ({ page }) => {
  const trouble = watchForTrouble(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('en/arcface/?fig=free-points&view=sphere');
  const figure = page.locator('figure#free-points');
  const globe = figure.locator('.globe');
  await expect(globe).toBeVisible();
  // As of the density alone, on rings of sin θ: ten weights on the sphere, s = 16, m = 0.5, T = 1.
  await expect(figure.locator('[data-stat="theory"]')).toHaveText('16.4°');
  await expect.poll(() => spread(figure)).toBeLessThan(17);

  const second = weight(figure, '2');
  await second.focus();
  const before = await second.getAttribute('aria-valuetext');
  await page.keyboard.press('PageUp');
  await expect(second).not.toHaveAttribute('aria-valuetext', before!);
  await expect(figure.locator('[role="status"]')).toContainText('on the sphere');

  await figure.getByRole('radio', { name: 'the plane' }).check();
  await expect(figure.locator('.disc')).toBeVisible();
  await expect(page).toHaveURL(/\?fig=free-points&view=plane$/);
  await expect(figure).toContainText('does not see ‖x‖');
  await figure.getByRole('radio', { name: 'Softmax', exact: true }).check();
  await expect(figure).toContainText('without the wall');
  await slider(figure, 'norm').fill('40');
  await expect(figure).toContainText('wall at ‖x‖ = 40');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(figure.locator('.ring')).toBeVisible();
  await expect(figure.locator('[data-stat="theory"]')).toHaveText(`${withMarginDeg}°`);
  await expect(page).toHaveURL(/\/arcface\/$/);
  expect(trouble).toEqual([]);
});
