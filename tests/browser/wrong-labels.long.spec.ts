/** The page on wrong labels: three losses train, the samples are looked through, a threshold is dragged. */
import { expect, test } from '@playwright/test';
import { TrainerOnPage } from './trainer';

test('wrong labels: a search names the farthest samples of each run, and the threshold counts what it catches', async ({
  page,
}) => {
  const trainer = new TrainerOnPage(page, 'noisy-labels');
  await trainer.open('', 'en/lab/noise/');
  const search = page.locator('[data-label-check]');
  await trainer.press('Train');
  await expect.poll(() => trainer.step(), { timeout: 60_000 }).toBeGreaterThan(40);
  await trainer.press('Pause');
  await search.getByRole('button', { name: 'Look for wrong labels' }).click();
  const said = search.locator('.said');
  await expect(said).toContainText('The first 1000 training samples', { timeout: 20_000 });
  // 30 % of them, seed 1.
  await expect(said).toContainText('315 of their labels are wrong');
  await expect(search.locator('tbody tr')).toHaveCount(3);
  await expect(search.locator('ol li')).toHaveCount(24);
  const past = search.locator('tbody tr').first().locator('td').nth(1);
  await search.locator('input[type="range"]').focus();
  await page.keyboard.press('Home');
  await expect(past).toHaveText('315 of 1000');
  await page.keyboard.press('End');
  // A sample may lie at 180° to the digit.
  await expect(past).toHaveText(/^0 of [0-2]$/);
});
