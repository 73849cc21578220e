import { expect, test } from '@playwright/test';
import { failures } from '../../src/lib/demo/failures';
import { fails } from './fails';
import { TrainerOnPage, watchForTrouble } from './trainer';

// All ten: failures.long.spec.ts.
for (const failure of failures.slice(0, 1)) {
  test(`${failure.spec.id} is provoked, named with its figures, and offered a remedy`, async ({ page }) => {
    const trouble = watchForTrouble(page);
    await fails(page, failure);
    expect(trouble).toEqual([]);
  });
}

test('the remedy sets what was wrong and starts again', { tag: '@long' }, async ({ page }) => {
  const demo = new TrainerOnPage(page, 'fail-scale');
  await demo.open();
  await demo.press('Train');
  await demo.figure.locator('[data-diagnosis="scale-too-small"] [data-remedy]').click({ timeout: 30_000 });
  await expect(demo.figure.locator('[data-diagnosis]')).toHaveCount(0);
  await expect(demo.slider('s')).toHaveValue('16');
  await demo.waitForStep(60, 30_000);
  await expect(demo.figure.locator('[data-diagnosis]')).toHaveCount(0);
  await expect(page).toHaveURL(/s=16/);
});
