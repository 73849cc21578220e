import { expect, test } from '@playwright/test';
import { demosOf, experiments } from '../../src/lib/demo/experiments/registry';
import { TrainerOnPage, watchForTrouble } from './trainer';

for (const { id } of experiments.flatMap(demosOf)) {
  test(`${id} unfolds by its address and trains`, async ({ page }) => {
    const trouble = watchForTrouble(page);
    await page.goto(`en/lab/experiments/?fig=${id}`);
    const demo = new TrainerOnPage(page, id);
    await expect(demo.figure).toBeVisible({ timeout: 20_000 });
    await demo.arrive();
    await demo.press('Step');
    await demo.waitForRest(1, 90_000);
    expect(trouble).toEqual([]);
  });
}
