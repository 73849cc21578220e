import { expect, test } from '@playwright/test';
import { wake, watchForTrouble } from './trainer';

test('two implementations are chosen by name, part where their formulas say, and train side by side', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  await page.goto('en/lab/conventions/');
  const figure = page.locator('[data-demo="conventions"]');
  await page.mouse.move(3, 3);
  await figure.scrollIntoViewIfNeeded();
  await expect(page.locator('[data-alive="true"]')).toHaveCount(1);
  await figure.locator('[data-preset="easy"]').click();
  await expect(figure.locator('.verdict')).toHaveAttribute('data-parting', '90.0°');
  await expect(page).toHaveURL(
    /a=arcface\/ronghuaiyang&b=arcface\/ronghuaiyang-easy|a=arcface%2Fronghuaiyang/,
  );
  await figure.locator('[data-choice="b"]').selectOption('arcface/insightface');
  await expect(figure.locator('.verdict')).toContainText('151.4°');
  await expect(figure.getByRole('table')).toContainText('7fadd420c235');
  await figure.getByRole('button', { name: 'Train both' }).click();
  await expect
    .poll(async () => Number(await figure.locator('[data-stat="step"]').getAttribute('data-step')), {
      timeout: 40_000,
    })
    .toBeGreaterThan(20);
  await figure.getByRole('button', { name: 'Pause' }).click();
  await expect(figure.locator('.host [data-view], .host canvas').first()).toBeVisible();
  expect(trouble).toEqual([]);
});

test('an address that names no implementation is told so', async ({ page }) => {
  await page.goto('en/lab/conventions/?a=arcface/nobody');
  await expect(page.locator('.verdict')).toContainText('arcface/nobody', { timeout: 20_000 });
});

test('losses of whole batches: two forms on one batch, with the numbers and the sources of both', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  await page.goto('en/lab/conventions/');
  const figure = page.locator('.forms');
  await wake(page, figure);
  await figure.locator('[data-preset="centers"]').click();
  await expect(figure.locator('svg')).toHaveCount(2);
  await expect(figure.locator('.said')).toContainText('pulls 2.00 times as strongly');
  await expect(figure.getByRole('table')).toContainText('48ff38e30dd3');
  const loss = figure.locator('[data-row="loss"] td').first();
  const before = await loss.textContent();
  await figure.getByRole('button', { name: 'Another batch' }).click();
  await expect(loss).not.toHaveText(before!);
  await figure.locator('[data-preset="tar"]').click();
  await expect(figure.locator('[data-row="rate"] td')).toHaveCount(4);
  expect(trouble).toEqual([]);
});
