/** A photograph goes through the steps in small; vision.long.spec.ts does all of it. */
import { expect, test } from '@playwright/test';
import { madePng } from '../support/made-photographs';
import { watchForTrouble } from './trainer';

test('a photograph is found, marked, aligned and described; the networks come when it is chosen, from here', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  const models: string[] = [];
  page.context().on('request', (request) => {
    if (/_model-.*\.bin$/.test(request.url())) models.push(request.url());
  });
  await page.goto('en/faces/', { waitUntil: 'networkidle' });
  expect(models).toEqual([]);
  // Its code comes when a reader is near.
  await page.locator('#photographs').scrollIntoViewIfNeeded();
  const part = page.locator('[data-photographs]');
  const photograph = { name: 'anna.png', mimeType: 'image/png', buffer: Buffer.from(madePng(0, {}, 128)) };
  await part.locator('input[data-choose="photographs"]').setInputFiles(photograph);
  await expect(part.getByRole('status').first()).toHaveText('One face was found in “anna.png”.', {
    timeout: 30_000,
  });
  expect(models.length).toBe(3);
  await expect(part.locator('[data-step="landmarks"] .landmark')).toHaveCount(68);
  await expect(part.locator('[data-step="descriptor"] rect')).toHaveCount(128);
  expect(trouble).toEqual([]);
});
