import { expect, test } from '@playwright/test';
import { failures } from '../../src/lib/demo/failures';
import { TrainerOnPage, watchForTrouble } from './trainer';

/** Ten ways to fail, each provoked and diagnosed in the browser; networks are `mlp` and rest after 300 steps at most. */
test('each of ten failures is provoked, named with its figures, and offered a remedy', async ({ page }) => {
  test.setTimeout(300_000);
  const trouble = watchForTrouble(page);
  await page.goto('en/lab/failures/');
  for (const { spec, diagnosis } of failures) {
    const demo = new TrainerOnPage(page, spec.id);
    await demo.figure.scrollIntoViewIfNeeded();
    await demo.press('Train');
    const doctor = demo.figure.locator(`[data-diagnosis="${diagnosis}"]`);
    await expect(doctor, spec.id).toBeVisible({ timeout: 60_000 });
    await expect(doctor).toContainText(/\d/);
    await expect(doctor.locator('[data-remedy]')).toContainText('start again');
    await demo.press('Pause');
  }
  expect(trouble).toEqual([]);
});

test('the remedy sets what was wrong and starts again from the same seed', async ({ page }) => {
  await page.goto('en/lab/failures/');
  const demo = new TrainerOnPage(page, 'fail-scale');
  await demo.figure.scrollIntoViewIfNeeded();
  await demo.press('Train');
  await demo.figure.locator('[data-diagnosis="scale-too-small"] [data-remedy]').click({ timeout: 30_000 });
  await expect(demo.figure.locator('[data-diagnosis]')).toHaveCount(0);
  await expect(demo.slider('s')).toHaveValue('16');
  await demo.waitForStep(60, 30_000);
  await expect(demo.figure.locator('[data-diagnosis]')).toHaveCount(0);
  await expect(page).toHaveURL(/s=16/);
});
