/** Linked views: what is marked in one is marked in all within a display frame, by pointer and by key. */
import { expect, test, type Page } from '@playwright/test';
import { TrainerOnPage, watchForTrouble } from './trainer';

const views = ['circle', 'plane', 'angles', 'curve', 'boundary', 'chart'] as const;

test.describe.configure({ timeout: 180_000 });

/** One page for all tests here: each leaves nothing marked. */
let page: Page;
let trainer: TrainerOnPage;
let trouble: string[];
test.beforeAll(async ({ browser, baseURL }) => {
  page = await browser.newPage({ baseURL });
  trouble = watchForTrouble(page);
  trainer = await open(page);
});
test.afterAll(async () => {
  await page.close();
  expect(trouble).toEqual([]);
});

/** All views of one demo side by side on a large screen, so that all of them are drawn, on a short training. */
async function open(page: Page): Promise<TrainerOnPage> {
  await page.setViewportSize({ width: 1600, height: 4200 });
  const trainer = new TrainerOnPage(page);
  await page.goto(`en/arcface/?net=mlp&backend=wasm&view=${views.join(',')}&step=30`);
  await trainer.figure.scrollIntoViewIfNeeded();
  // So tall a screen wakes every figure of the page at once.
  for (const view of views) {
    await expect(trainer.figure.locator(`[data-view="${view}"]`)).toBeVisible({ timeout: 60_000 });
  }
  await trainer.waitForRest(30, 120_000);
  // Points glide for a moment, and words come with the first frame.
  await page.waitForTimeout(600);
  return trainer;
}

/** The canvas of a view as one number, to see whether it was drawn anew. */
const inkOf = (): Record<string, number> =>
  Object.fromEntries(
    [...document.querySelectorAll<HTMLElement>('[data-demo="arcface"] [data-view]')].map((stage) => {
      const canvas = stage.querySelector('canvas')!;
      const bytes = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
      let sum = 0;
      for (let i = 0; i < bytes.length; i += 4) sum = (sum * 31 + bytes[i] + bytes[i + 3]) % 1_000_000_007;
      return [stage.dataset.view!, sum];
    }),
  );

test('a digit pointed at in one view is marked in every other within a frame', async () => {
  await page.evaluate(`globalThis.inkOf = ${inkOf.toString()}`);
  for (const source of views) {
    const at = await trainer.figure.locator(`[data-view="${source}"]`).boundingBox();
    // What was marked before is off the canvas once a frame has passed.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    const before = await page.evaluate(inkOf);
    // The pointer searches the view until something answers; each try is a pointer event and one display frame.
    const marked = await page.evaluate(
      async ({ source, box }) => {
        const stage = document.querySelector<HTMLElement>(`[data-demo="arcface"] [data-view="${source}"]`)!;
        const sliders = [...document.querySelectorAll('[data-demo="arcface"] [data-walker]')];
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        for (let row = 1; row < 60; row++) {
          for (let column = 1; column < 60; column++) {
            const [clientX, clientY] = [box.x + (box.width * column) / 60, box.y + (box.height * row) / 60];
            stage.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, pointerType: 'mouse' }));
            if (
              Number(
                sliders.find((s) => s.getAttribute('data-walker') === source)!.getAttribute('aria-valuenow'),
              )
            ) {
              await frame();
              return {
                ink: (globalThis as unknown as { inkOf: typeof inkOf }).inkOf(),
                said: sliders.map((slider) => slider.getAttribute('aria-valuetext')),
                sample: document
                  .querySelector('[data-demo="arcface"] [data-inspector]')!
                  .getAttribute('data-sample'),
              };
            }
          }
        }
        return null;
      },
      { source, box: at! },
    );
    expect(marked, `something can be pointed at in ${source}`).not.toBeNull();
    expect(new Set(marked!.said).size).toBe(1);
    expect(marked!.said[0]).toMatch(/^A \d, [\d.]+° from its class/);
    expect(marked!.said).toHaveLength(views.length);
    for (const view of views) expect(marked!.ink[view], `${source} marks in ${view}`).not.toBe(before[view]);
    expect(marked!.sample).toMatch(/^\d+$/);
    await expect(trainer.figure.getByRole('img', { name: /The image of this digit/ })).toBeVisible();

    await page.evaluate((name) => {
      const stage = document.querySelector(`[data-demo="arcface"] [data-view="${name}"]`)!;
      stage.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
    }, source);
    await expect(trainer.figure.locator('[data-inspector]')).not.toHaveAttribute('data-sample');
  }
});

test('keys walk through digits and classes in each view, and Escape lets go', async () => {
  const inspector = trainer.figure.locator('[data-inspector]');
  for (const view of views) {
    const slider = trainer.figure.locator(`[data-walker="${view}"]`);
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuenow', '1');
    const first = await inspector.getAttribute('data-sample');
    await page.keyboard.press('ArrowRight');
    await expect(slider).toHaveAttribute('aria-valuenow', '2');
    expect(await inspector.getAttribute('data-sample')).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    for (const other of views) {
      await expect(trainer.figure.locator(`[data-walker="${other}"]`)).toHaveAttribute(
        'aria-valuetext',
        /^Class 0: \d+ digits/,
      );
    }
    await page.keyboard.press('Escape');
    await expect(slider).toHaveAttribute('aria-valuetext', 'no digit marked');
  }
});

test('the reader chooses the pair of classes', async () => {
  await trainer.figure.getByLabel('first class').selectOption('3');
  await trainer.figure.getByLabel('second class').selectOption('8');
  await expect(trainer.figure.getByRole('img', { name: /classes 3 and 8/ })).toBeVisible();
  // The same class twice is no pair: the two change places.
  await trainer.figure.getByLabel('first class').selectOption('8');
  await expect(trainer.figure.getByRole('img', { name: /classes 8 and 3/ })).toBeVisible();
});
