/** The whole article, alive: accessible before, during and after training, steady under the eye, still at rest. */
import { expect, test, type Page } from '@playwright/test';
import { violationsInBothThemes } from './axe';
import { TrainerOnPage, watchForTrouble } from './trainer';

/** The whole article before, during and after training in the long tests; always the figure that trains. */
const isThorough = Boolean(process.env.MARGINALIA_FULL);

/** Goes through the page as a reader does, down and down, until every figure lives. */
async function readThrough(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const island of await page.locator('.island').all()) {
    const isBelow = () =>
      island.evaluate((element) => element.getBoundingClientRect().top > innerHeight - 100);
    for (let turns = 0; turns < 60 && (await isBelow()); turns++) {
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(50);
    }
    await page.mouse.move(3, 3);
    await page.mouse.move(4, 4);
    await expect(island).toHaveAttribute('data-alive', 'true', { timeout: 20_000 });
  }
}

test(`axe agrees ${isThorough ? 'before, during and after' : 'during'} training, in both themes`, async ({
  page,
}) => {
  // Six spheres are drawn by an emulated graphics card.
  test.setTimeout(240_000);
  const trouble = watchForTrouble(page);
  const trainer = new TrainerOnPage(page);
  await trainer.open('?net=mlp&backend=wasm', 'en/arcface/');
  if (isThorough) {
    await readThrough(page);
    expect(await violationsInBothThemes(page)).toEqual([]);
  }
  await trainer.figure.scrollIntoViewIfNeeded();
  await trainer.press('Train');
  await trainer.waitForStep(20, 60_000);
  expect(await violationsInBothThemes(page, isThorough ? 'html' : 'figure#arcface')).toEqual([]);
  await expect(trainer.figure).toHaveAttribute('data-phase', 'playing');
  await trainer.press('Pause');
  await expect(trainer.figure).toHaveAttribute('data-phase', 'paused');
  if (isThorough) expect(await violationsInBothThemes(page)).toEqual([]);
  expect(trouble).toEqual([]);
});

test('what stands in a passage stays within its edges, which cut off the rest', async ({ page }) => {
  for (const [path, width] of [
    ['en/arcface/', 1280],
    ['en/arcface/', 1000],
    ['zh/why-margins/', 390],
    ['en/verification/', 1280],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(path, { waitUntil: 'load' });
    await page.addStyleTag({ content: '.passage { content-visibility: visible !important; }' });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('.passage')].flatMap((passage) => {
        const { left, right, bottom } = passage.getBoundingClientRect();
        // What scrolls or hides its own overflow may be wider inside; letters hang over by a hair.
        const insides = passage.querySelectorAll(
          ':is(p, li, h3, pre, table, figure, figcaption, .marginnote, .eqno, .formula, .island > .root > *)',
        );
        return (
          [...insides]
            // An answer that is not shown yet has a place all the same.
            .filter((element) => element.checkVisibility())
            .map((element) => ({ element, box: element.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 1 && box.height > 1)
            .filter(({ box }) => box.left < left - 1 || box.right > right + 1 || box.bottom > bottom + 1)
            .map(
              ({ element }) =>
                `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 60)}`,
            )
        );
      }),
    );
    expect(cut, `${path} at ${width} px`).toEqual([]);
  }
});

test('nothing shifts while the article loads and is read, and at rest no figure asks for frames', async ({
  page,
}) => {
  test.setTimeout(150_000);
  await page.addInitScript(() => {
    const seen: Seen = { shifts: [], frames: 0 };
    (window as unknown as { seen: Seen }).seen = seen;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      seen.frames++;
      return request(callback);
    };
  });
  const seen = () => page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  const shifted = async () => (await seen()).shifts.reduce((sum, value) => sum + value, 0);
  await page.goto('en/arcface/', { waitUntil: 'networkidle' });
  // Nothing, or a hair where a font of the text came a moment too late.
  expect(await shifted()).toBeLessThan(0.005);
  await readThrough(page);
  await page.waitForTimeout(500);
  // Web Vitals call a page good up to 0.1.
  expect(await shifted()).toBeLessThan(0.05);
  // What moved while the figures came has to come to rest, which free points do within four seconds.
  await expect
    .poll(
      async () => {
        const before = (await seen()).frames;
        await page.waitForTimeout(1000);
        return (await seen()).frames - before;
      },
      { timeout: 10_000, intervals: [0] },
    )
    .toBeLessThanOrEqual(1);
});

interface Seen {
  shifts: number[];
  frames: number;
}
