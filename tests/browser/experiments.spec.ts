import { expect, test } from '@playwright/test';
import { demosOf, experiments } from '../../src/lib/demo/experiments/registry';
import { watchForTrouble } from './trainer';

// Their demos take a step in experiments.long.spec.ts.
test('every experiment has its conclusion and its figures, and its demos wait until they are asked for', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  await page.goto('en/lab/experiments/');
  await expect(page.locator('[data-verdict]')).toHaveCount(experiments.length);
  for (const { id } of experiments) await expect(page.locator(`#about-${id}`)).toBeVisible();
  const dots = experiments.reduce((sum, { arms }) => sum + 3 * arms.length, 0);
  await expect(page.locator('article svg[role="img"] circle')).toHaveCount(dots);
  await expect(page.locator('[data-demo]')).toHaveCount(0);

  const folds = page.locator('details', { hasText: 'Train it yourself' });
  await expect(folds).toHaveCount(experiments.filter((each) => demosOf(each).length > 0).length);
  const alignment = folds.nth(4);
  await alignment.locator('summary').click();
  await alignment.getByLabel('shifted', { exact: true }).check();
  await expect(page.locator('[data-demo="trained-shifted"]')).toBeVisible();
  await expect(page.locator('[data-demo]')).toHaveCount(1);

  // An arm's name is the address that trains it.
  await page.getByRole('link', { name: 'Softmax, ReLU kept' }).click();
  await expect(page.locator('[data-demo="last-relu"] [data-switch="relu"]')).toBeChecked({ timeout: 20_000 });
  expect(trouble).toEqual([]);
});
