/** What a sphere view survives on a page: a lost context while it trains, and no WebGL. What it leaves: the long test. */
import { expect, test, type Page } from '@playwright/test';
import { living, sphereQuery, watchContexts, type Contexts } from './spheres';
import { TrainerOnPage, watchForTrouble } from './trainer';

test.describe.configure({ timeout: 180_000 });

/** Colours on the picture of the sphere, and the part of it that is painted. */
const picture = (page: Page): Promise<{ colours: number; painted: number }> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-view="sphere"] canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set<number>();
    let painted = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] < 255) continue;
      painted++;
      colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    }
    return { colours: colours.size, painted: (4 * painted) / data.length };
  });

test('a context that is lost while it trains comes back, or another takes its place', async ({ page }) => {
  await watchContexts(page);
  const trouble = watchForTrouble(page);
  const trainer = new TrainerOnPage(page);
  await trainer.open(sphereQuery);
  await trainer.press('Train');
  await trainer.waitForStep(5, 90_000);
  expect(await living(page)).toBe(1);
  const whole = await picture(page);
  expect(whole.painted).toBeGreaterThan(0.3);
  expect(whole.colours).toBeGreaterThan(100);
  for (const isRestored of [true, false]) {
    const step = await trainer.step();
    // Watched in the page: it may be back before a test could look.
    const lost = await page.evaluate(async (isRestored) => {
      const view = document.querySelector<HTMLElement>('[data-view="sphere"]')!;
      const canvas = view.querySelector('canvas')!;
      const [context] = (globalThis as unknown as Contexts).contexts();
      const extension = context.getExtension('WEBGL_lose_context')!;
      const turns = (isLost: boolean): Promise<void> =>
        new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            if (view.hasAttribute('data-lost') !== isLost) return;
            observer.disconnect();
            resolve();
          });
          observer.observe(view, { attributes: true });
        });
      context.canvas.addEventListener('webglcontextlost', () => {
        if (isRestored) setTimeout(() => extension.restoreContext(), 150);
      });
      extension.loseContext();
      await turns(true);
      const said = view.textContent;
      const middle = canvas.getContext('2d')!.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1)
        .data[3];
      await turns(false);
      return { said, middle };
    }, isRestored);
    expect(lost.said).toContain('comes back in a moment');
    // What was drawn last stays, and the training goes on.
    expect(lost.middle).toBe(255);
    await trainer.waitForStep(step + 3, 60_000);
    expect((await picture(page)).colours).toBeGreaterThan(100);
    expect(await living(page)).toBe(1);
  }
  await trainer.press('Pause');
  // three says in the console that a context was lost; that is no error.
  expect(trouble).toEqual([]);
});

test('without WebGL one sentence says so, and the map stands in', async ({ page }) => {
  await page.addInitScript(() => {
    const before = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      if (String(args[0]).startsWith('webgl')) return null;
      return (before as (...args: unknown[]) => unknown).apply(this, args);
    } as typeof before;
  });
  const trouble = watchForTrouble(page);
  const trainer = new TrainerOnPage(page);
  await trainer.open(`${sphereQuery}&step=2`);
  await trainer.waitForRest(2, 90_000);
  await expect(trainer.figure).toContainText('needs WebGL');
  await expect(trainer.figure.locator('[data-view="map"]')).toBeVisible();
  expect(trouble).toEqual([]);
});
