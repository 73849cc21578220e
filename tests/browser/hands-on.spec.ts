/** Hands on: a class weight pulled elsewhere and put back; a digit drawn, and where the network puts it. */
import { expect, test } from '@playwright/test';
import { TrainerOnPage, watchForTrouble } from './trainer';

test('a weight is pulled by its ring and by the slider: accuracy falls, and comes back when it is put back', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  const trainer = new TrainerOnPage(page);
  await trainer.open();
  const { figure } = trainer;
  const trained = await trainer.stat('accuracy');
  expect(trained).toBeGreaterThan(0.9);
  const grip = figure.locator('[data-handle="3"]');
  await grip.scrollIntoViewIfNeeded();
  const box = (await grip.boundingBox())!;
  const view = (await figure.locator('[data-view="circle"]').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(view.x + view.width / 2, view.y + view.height * 0.85, { steps: 5 });
  await page.mouse.up();
  await expect(figure.locator('[data-trained="3"]')).toHaveCount(1);
  expect(await trainer.stat('accuracy')).toBeLessThan(trained - 0.05);
  const panel = figure.getByRole('region', { name: 'Move a class weight' });
  await expect(panel.locator('.now')).toContainText(/accuracy \d\d\.\d\s%, trained 96\.3\s%/);
  await panel.getByRole('button', { name: 'Put it back' }).click();
  await expect.poll(() => trainer.stat('accuracy')).toBe(trained);
  await expect(figure.locator('[data-trained]')).toHaveCount(0);
  await panel.getByRole('combobox').selectOption('7');
  await panel.getByRole('slider').focus();
  await page.keyboard.press('End');
  await expect(figure.locator('[data-trained="7"]')).toHaveCount(1);
  expect(trouble).toEqual([]);
});

test('a drawn digit waits for a network, lands in it, and moves as it trains', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  await trainer.open('?net=mlp&backend=wasm');
  const panel = trainer.figure.getByRole('region', { name: 'Draw a digit' });
  await panel.scrollIntoViewIfNeeded();
  const pad = (await panel.getByRole('img', { name: 'Pad' }).boundingBox())!;
  await page.mouse.move(pad.x + pad.width * 0.55, pad.y + pad.height * 0.15);
  await page.mouse.down();
  await page.mouse.move(pad.x + pad.width * 0.48, pad.y + pad.height * 0.85, { steps: 6 });
  await page.mouse.up();
  await expect(panel.locator('.pad path')).toHaveCount(1);
  await expect(panel.getByRole('status')).toContainText('train one');
  await panel.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(panel.locator('.result')).toContainText(/from class \d, which wins/, { timeout: 60_000 });
  const first = await panel.locator('.result').textContent();
  await trainer.waitForStep(60, 60_000);
  await trainer.press('Pause');
  await expect(panel.locator('.result')).not.toHaveText(first!);
  await expect(trainer.figure.locator('[data-part="guest"]')).toBeVisible();
  await expect(panel.locator('li')).toHaveCount(10);
  await panel.getByRole('button', { name: 'Clear' }).click();
  await expect(panel.locator('.result')).toHaveCount(0);
  await expect(trainer.figure.locator('[data-part="guest"]')).toBeHidden();
});
