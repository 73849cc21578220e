/** A finger on a handle moves it and not the page; a finger that goes up or down over a number in the text scrolls. */
import { expect, test, type CDPSession, type Locator, type Page } from '@playwright/test';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

/** One finger along a straight way, in CSS pixels of the window. */
async function drag(
  finger: CDPSession,
  from: { x: number; y: number },
  by: { x: number; y: number },
): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await touch('touchStart', from.x, from.y);
  for (let step = 1; step <= 12; step++) {
    await touch('touchMove', from.x + (by.x * step) / 12, from.y + (by.y * step) / 12);
  }
  await touch('touchEnd', 0, 0);
}

/** Brings it to the middle of the screen, alive, and says where its middle is. */
async function approach(page: Page, handle: Locator): Promise<{ x: number; y: number }> {
  await handle.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await page.touchscreen.tap(2, 400);
  const island = page.locator('.island', { has: handle });
  if (await island.count()) await expect(island.first()).toHaveAttribute('data-alive', 'true');
  await handle.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = (await handle.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
const scrolled = (page: Page): Promise<number> => page.evaluate(() => Math.round(window.scrollY));

/** Handles in drawings, and where to pull each so that it moves. */
const handles = [
  ['a class weight', 'figure#free-points [role="slider"].weight >> nth=0', { x: 60, y: 70 }],
  ['the point of the safeguard', '.explorer.safeguard svg [role="slider"]', { x: -60, y: 70 }],
  ['the feature between two classes', '.explorer.two-classes svg [role="slider"]', { x: 60, y: 70 }],
  ['the feature of the margin arc', '.explorer.margin-arc svg [role="slider"] >> nth=0', { x: 30, y: 60 }],
  ['the margin of the margin arc', '.explorer.margin-arc svg [role="slider"] >> nth=1', { x: 30, y: 60 }],
  ['the guess', '.explorer.challenge svg [role="slider"] >> nth=0', { x: 0, y: -90 }],
] as const;
/** All in the long tests. */
const tried = process.env.MARGINALIA_FULL ? handles : handles.slice(0, 2);

test('every handle of a drawing follows a finger, and the page stays', { tag: '@long' }, async ({ page }) => {
  await page.goto('en/arcface/');
  const finger = await page.context().newCDPSession(page);
  for (const [name, selector, by] of tried) {
    const handle = page.locator(selector).first();
    const from = await approach(page, handle);
    const [before, top] = [await handle.getAttribute('aria-valuetext'), await scrolled(page)];
    await drag(finger, from, by);
    await expect(handle, name).not.toHaveAttribute('aria-valuetext', before!);
    expect(await scrolled(page), name).toBe(top);
    const box = (await handle.boundingBox())!;
    // It went all the way, not just until the page would have taken over.
    const moved = Math.hypot(box.x + box.width / 2 - from.x, box.y + box.height / 2 - from.y);
    expect(moved, name).toBeGreaterThan(40);
  }
});

test('a number in the text or in a formula follows sideways; up and down scrolls the page', async ({
  page,
}) => {
  await page.goto('en/arcface/');
  const finger = await page.context().newCDPSession(page);
  for (const selector of ['.term.pull[data-term="m"]', '.pull-term[role="slider"][data-term="m"]']) {
    const term = page.locator(selector).first();
    if (selector.startsWith('.pull-term')) {
      await approach(page, page.locator('.explorer.live-formula').first());
    }
    const from = await approach(page, term);
    const [value, top] = [Number(await term.getAttribute('aria-valuenow')), await scrolled(page)];
    await drag(finger, from, { x: from.x > 195 ? -120 : 120, y: 4 });
    // 120 of 300 pixels are two fifths of the range of m, 0 to 1.
    const moved = Math.abs(Number(await term.getAttribute('aria-valuenow')) - value);
    expect(moved, selector).toBeGreaterThan(0.3);
    expect(await scrolled(page), selector).toBe(top);
    await drag(finger, await approach(page, term), { x: 0, y: -200 });
    await expect.poll(() => scrolled(page), selector).toBeGreaterThan(top + 50);
  }
});
