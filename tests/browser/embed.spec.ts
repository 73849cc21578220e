/** Demos in somebody else's page: the sample deck, its messages, its keys, and any box. */
import { expect, test, type Page } from '@playwright/test';
import { frameOf, hear, openDeck, said, say, type Deck } from './deck';
import { watchForTrouble } from './trainer';

test.describe.configure({ timeout: 120_000 });

let deck: Deck;
test.beforeAll(async ({ baseURL }) => {
  deck = await openDeck(baseURL!);
});
test.afterAll(() => deck.close());

const slide = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { deck: { getIndices(): { h: number } } }).deck.getIndices().h);
const newest = async (page: Page) => (await said(page, 'state')).at(-1);

test('a slide that comes starts its demo, one that goes stops it; the deck keeps the keys', async ({
  page,
}) => {
  await hear(page);
  await page.goto(deck.address);
  await expect.poll(async () => (await said(page, 'ready')).length, { timeout: 30_000 }).toBeGreaterThan(0);
  // Nothing trains before its slide, and no frame takes the focus.
  expect((await said(page, 'state')).filter(({ playing }) => playing)).toEqual([]);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('IFRAME');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => slide(page)).toBe(1);
  const arcface = await frameOf(page, 'arcface');
  const demo = arcface.locator('[data-demo="arcface"]');
  await expect(demo).toHaveAttribute('data-phase', 'playing', { timeout: 60_000 });
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('IFRAME');

  // After a click and a drag in the frame the next arrow key turns the slide.
  const slider = demo.locator('[data-parameter="m"] input');
  await slider.click({ position: { x: 20, y: 12 } });
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  const moved = await slider.inputValue();
  expect(Number(moved)).toBeGreaterThan(0.5);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => slide(page)).toBe(2);
  await expect(slider).toHaveValue(moved);
  await expect(demo).toHaveAttribute('data-phase', 'paused', { timeout: 20_000 });
  const beside = await frameOf(page, 'softmax-beside-arcface');
  await expect(beside.locator('[data-demo]')).toHaveAttribute('data-phase', 'playing', { timeout: 60_000 });
  // Tabbed to, a slider keeps its keys.
  await beside.locator('[data-parameter="m"] input').focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await page.waitForTimeout(300);
  expect(await slide(page)).toBe(2);
});

/** A page of another origin that holds one demo. */
async function embed(page: Page, query: string, scale = 1): Promise<void> {
  await hear(page);
  await page.goto(
    `${deck.address}frame.html?scale=${scale}&demo=${encodeURIComponent(`en/embed/arcface/${query}`)}`,
  );
  await expect.poll(async () => (await said(page, 'ready')).length, { timeout: 30_000 }).toBe(1);
}

test('set, get, step, goto and reset do what they say', async ({ page }) => {
  await embed(page, '?net=mlp&backend=wasm&seed=2');
  const [ready] = await said(page, 'ready');
  expect(ready).toMatchObject({
    demo: 'arcface',
    params: { net: 'mlp', backend: 'wasm', seed: 2, m: 0.5 },
    schema: { m: { type: 'number', min: 0 }, view: { type: 'list' } },
  });
  expect(ready.backends).toContain('wasm');
  expect((await said(page, 'height'))[0].px).toBe(338);

  await say(page, 'arcface', { type: 'set', params: { m: 0.25, ramp: false } });
  await expect
    .poll(async () => (await newest(page))?.runs)
    .toMatchObject([{ loss: 'arcface', params: { m: 0.25 } }]);
  await say(page, 'arcface', { type: 'step', n: 7 });
  await expect.poll(async () => newest(page), { timeout: 60_000 }).toMatchObject({ step: 7, playing: false });
  const after = await newest(page);
  expect(after).toMatchObject({ backend: 'wasm', runs: [{ stats: { accuracy: expect.any(Number) } }] });
  await say(page, 'arcface', { type: 'goto', step: 0 });
  await expect.poll(async () => (await newest(page))?.step).toBe(0);
  await say(page, 'arcface', { type: 'play' });
  await expect.poll(async () => (await newest(page))?.playing, { timeout: 20_000 }).toBe(true);
  await say(page, 'arcface', { type: 'pause' });
  await expect.poll(async () => (await newest(page))?.playing).toBe(false);
  await say(page, 'arcface', { type: 'reset' });
  await expect.poll(async () => (await newest(page))?.runs).toMatchObject([{ params: { m: 0.5 } }]);

  expect(await said(page, 'error')).toEqual([]);
  await say(page, 'arcface', { type: 'set', params: { m: 'wide', colour: 'red' } });
  await expect.poll(async () => (await said(page, 'error')).length).toBe(1);
  expect((await said(page, 'error'))[0]).toMatchObject({ code: 'bad-value', recovered: true });

  // A hidden frame rests, and answers.
  await say(page, 'arcface', { type: 'play' });
  await expect.poll(async () => (await newest(page))?.playing, { timeout: 20_000 }).toBe(true);
  await page.evaluate(() => (document.querySelector('iframe')!.style.display = 'none'));
  await expect.poll(async () => (await newest(page))?.playing, { timeout: 10_000 }).toBe(false);
  // What it still had to say of coming to rest has been said.
  let before = -1;
  await expect
    .poll(
      async () => {
        const last = before;
        before = (await said(page, 'state')).length;
        return before === last;
      },
      { timeout: 20_000, intervals: [700] },
    )
    .toBe(true);
  await say(page, 'arcface', { type: 'get' });
  await expect.poll(async () => (await said(page, 'state')).length, { timeout: 10_000 }).toBe(before + 1);
});

for (const scale of [0.6, 1.7]) {
  test(`at transform: scale(${scale}) of the host a click marks the point under it`, async ({ page }) => {
    await page.setViewportSize({ width: 1100, height: 760 });
    await embed(page, '?view=circle&controls=none', scale);
    const frame = await frameOf(page, 'arcface');
    const walker = frame.locator('[data-walker="circle"]');
    await expect(frame.locator('[data-kind="circle"] .host')).toHaveAttribute('data-drawn', 'true', {
      timeout: 20_000,
    });
    // The ring of class 2's weight is drawn where its class is marked.
    const ring = (await frame
      .locator('[data-view="circle"] g[data-class="2"] circle')
      .first()
      .boundingBox())!;
    await page.mouse.click(ring.x + ring.width / 2, ring.y + ring.height / 2);
    await expect(walker).toHaveAttribute('aria-valuetext', /^(A 2,|Class 2)/i);
  });
}

test('any box is filled and none has scrollbars', async ({ page }) => {
  const trouble = watchForTrouble(page);
  const boxes = [
    [320, 180],
    [3840, 2160],
    [390, 700],
    [700, 240],
  ] as const;
  for (const query of ['arcface/', 'five-losses/', 'free-points/']) {
    await page.setViewportSize({ width: boxes[0][0], height: boxes[0][1] });
    await page.goto(`en/embed/${query}`);
    const frame = page.locator('.frame');
    for (const [width, height] of boxes) {
      await page.setViewportSize({ width, height });
      await expect
        .poll(() => frame.evaluate((element) => element.getBoundingClientRect().width))
        .toBeCloseTo(width, 0);
      const { scrolls, box } = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        const { width, height } = document.querySelector('.frame')!.getBoundingClientRect();
        return { scrolls: scrollWidth > innerWidth || scrollHeight > innerHeight, box: [width, height] };
      });
      expect(scrolls, `${query} in ${width} × ${height}`).toBe(false);
      expect(box[1]).toBeCloseTo(height, 0);
      // Something of it is seen, and in it, once it has taken its new size.
      await expect(async () => {
        const view = (await page.locator('.host, .free-points').first().boundingBox())!;
        expect(Math.min(view.width, view.height), `${query} in ${width} × ${height}`).toBeGreaterThan(40);
        expect(view.x + view.width).toBeLessThanOrEqual(width + 1);
        expect(view.y + view.height).toBeLessThanOrEqual(height + 1);
      }).toPass({ timeout: 10_000 });
    }
  }
  expect(trouble).toEqual([]);
});

test('the dialogue gives the demo away as it is set', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('en/lab/?m=0.3&dim=3&view=sphere');
  const button = page.locator('[data-share="free"]');
  await expect(page.locator('.island')).toHaveAttribute('data-alive', 'true', { timeout: 20_000 });
  await button.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const link = await dialog.locator('[data-snippet="link"] textarea').inputValue();
  expect(new URL(link).pathname).toMatch(/\/en\/embed\/free\/$/);
  expect(Object.fromEntries(new URL(link).searchParams)).toEqual({ m: '0.3', dim: '3', view: 'sphere' });
  for (const id of ['iframe', 'reveal', 'slidev']) {
    const text = await dialog.locator(`[data-snippet="${id}"] textarea`).inputValue();
    expect(text.replaceAll('&amp;', '&')).toContain(link);
  }
  await dialog.locator('[data-snippet="iframe"] button').click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('<iframe src="http');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();

  // The address that it gave opens the same.
  await page.goto(link);
  await expect(page.locator('[data-parameter="m"] input')).toHaveValue('0.3');
  await expect(page.locator('[data-kind="sphere"]')).toBeVisible();
  const discovery = page.locator('link[type="application/json+oembed"]');
  const said = await page.request.get((await discovery.getAttribute('href'))!);
  expect(await said.json()).toMatchObject({ version: '1.0', type: 'rich', width: 960, height: 540 });
});
