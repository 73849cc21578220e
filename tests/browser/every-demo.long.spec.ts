/** Every article in both languages, used from top to bottom: each slider to both ends, each choice, each demo trained. */
import { readdirSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { wake, watchForTrouble } from './trainer';

test.describe.configure({ timeout: 600_000 });

/** Sliders and choices of a figure that a reader can reach now. */
async function useKnobs(figure: Locator): Promise<void> {
  // The run's own bar goes through moments; training is pressed by itself.
  const sliders = figure.locator('.slider input[type="range"], .pull input[type="range"]');
  for (let i = 0; i < (await sliders.count()); i++) {
    const slider = sliders.nth(i);
    if (!(await slider.isVisible())) continue;
    const before = await slider.inputValue();
    for (const end of ['min', 'max'] as const) await slider.fill((await slider.getAttribute(end))!);
    await slider.fill(before);
  }
  const radios = figure.locator('input[type="radio"]');
  for (let i = 0; i < (await radios.count()); i++) {
    if (await radios.nth(i).isVisible()) await radios.nth(i).check();
  }
}

/** Takes a step of a demo's own training. */
async function train(page: Page, demo: Locator, step: string): Promise<void> {
  await demo.getByRole('button', { name: step, exact: true }).click();
  await expect(demo).toHaveAttribute('data-shows', 'live', { timeout: 90_000 });
  await expect(demo.locator('[data-stat="step"]')).not.toHaveText('0', { timeout: 90_000 });
  expect(await demo.locator('[data-problem]:visible').count()).toBe(0);
  await page.waitForTimeout(200);
}

for (const slug of readdirSync('content')) {
  for (const language of ['en', 'zh']) {
    test(`${language}/${slug}: every figure answers, and nothing complains`, async ({ page }) => {
      const trouble = watchForTrouble(page);
      await page.goto(`${language}/${slug}/`);
      const figures = page.locator('figure.figure');
      const count = await figures.count();
      expect(count).toBeGreaterThan(4);
      for (let i = 0; i < count; i++) {
        const figure = figures.nth(i);
        const name = await figure.getAttribute('id');
        await test.step(name!, async () => {
          await wake(page, figure.locator('.island > .root'));
          await useKnobs(figure);
          // Free points are a demo without a training.
          const demo = figure.locator('[data-demo]:has([data-stat="step"])');
          expect(await figure.innerText()).not.toMatch(/NaN|undefined/);
          if (await demo.count()) await train(page, demo.first(), language === 'en' ? 'Step' : '单步');
        });
      }
      for (const answer of await page.locator('details.predict > summary').all()) await answer.click();
      // What was used has not grown wider than the screen, and no view stands without words.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      for (const drawing of await page.locator('figure svg[role="img"]:visible').all()) {
        const [label, by] = [
          await drawing.getAttribute('aria-label'),
          await drawing.getAttribute('aria-labelledby'),
        ];
        expect(label ?? by).toBeTruthy();
      }
      expect(trouble).toEqual([]);
    });
  }
}
