/** The article on verification: its threshold, its gallery and its folds answer, and the lab opens on kept networks. */
import { expect, test } from '@playwright/test';
import { wake, watchForTrouble } from './trainer';

test('a threshold moves what is accepted; the gallery grows; the lab shows kept networks and their pictures', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  await page.goto('en/verification/');
  const figure = page.locator('figure#threshold');
  await wake(page, figure.locator('[data-chart="angles"]'));
  const told = figure.locator('.told');
  await expect(told).toContainText('96.9 % are accepted (28 are missed)');
  const slider = figure.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(told).toContainText('(900 are missed)');
  await page.keyboard.press('End');
  await expect(told).toContainText('(19000 mistakes)');
  await figure.getByRole('button', { name: 'To the equal error rate' }).click();
  await expect(figure.locator('.pull em')).toHaveText('55.0°');

  const gallery = page.locator('figure#gallery-size');
  await wake(page, gallery.locator('[data-chart="cmc"]'));
  await gallery.getByRole('slider').fill('2');
  await expect(gallery.locator('p[role="status"]')).toContainText('ArcFace 98.5 %');

  const lab = page.locator('[data-lab="verification"]');
  await wake(page, lab);
  await expect(lab.locator('tr[data-loss]')).toHaveCount(3);
  const picture = lab.locator('[data-pairs="fooled"] canvas').first();
  await picture.scrollIntoViewIfNeeded();
  // Some ink has come from the set's own images.
  await expect
    .poll(() =>
      picture.evaluate((canvas: HTMLCanvasElement) =>
        canvas
          .getContext('2d')!
          .getImageData(0, 0, canvas.width, canvas.height)
          .data.some((byte, i) => i % 4 < 3 && byte > 40),
      ),
    )
    .toBe(true);
  expect(trouble).toEqual([]);
});
