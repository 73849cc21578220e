/** Contract 2: the query holds the differences from the preset; what it cannot mean is named, and nothing throws. */
import { expect, test } from '@playwright/test';
import { TrainerOnPage, watchForTrouble } from './trainer';

test('good values are taken over', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  await trainer.open('?m=0.3&s=30&theme=dark');
  await expect(trainer.slider('m')).toHaveValue('0.3');
  await expect(trainer.slider('s')).toHaveValue('30');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(trainer.figure.locator('.notice')).toHaveCount(0);
});

test('bad keys and values are replaced by the preset and named', async ({ page }) => {
  const trouble = watchForTrouble(page);
  const trainer = new TrainerOnPage(page);
  await trainer.open('?m=seven&s=1000&colour=red&backend=abacus&loss=tripletish');
  const notices = trainer.figure.locator('.notice');
  await expect(notices).toHaveCount(5);
  await expect(notices.filter({ hasText: 'm=seven' })).toContainText('0.5');
  await expect(notices.filter({ hasText: 's=1000' })).toContainText('1 – 64');
  await expect(notices.filter({ hasText: 'colour' })).toHaveAttribute('data-notice', 'unknown-key');
  await expect(notices.filter({ hasText: 'backend=abacus' })).toContainText('auto');
  await expect(notices.filter({ hasText: 'loss=tripletish' })).toContainText('arcface');
  await expect(trainer.slider('m')).toHaveValue('0.5');
  await notices.first().getByRole('button').click();
  await expect(notices).toHaveCount(4);
  expect(trouble).toEqual([]);
});

test('fig says whom the other keys address', async ({ page }) => {
  const first = new TrainerOnPage(page);
  const second = new TrainerOnPage(page, 'softmax-beside-arcface');
  await first.open('?fig=softmax-beside-arcface&m=0.2', 'en/arcface/');
  await expect(first.slider('m')).toHaveValue('0.5');
  await expect(second.slider('m')).toHaveValue('0.2');
  await second.figure.scrollIntoViewIfNeeded();
  await second.slider('s').fill('20');
  await expect(page).toHaveURL(/\?fig=softmax-beside-arcface&m=0\.2&s=20$/);
});

test('the address follows the sliders and loses what is back at the preset', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  await trainer.open();
  await trainer.slider('m').fill('0.25');
  await expect(page).toHaveURL(/\?m=0\.25$/);
  await page.reload();
  await expect(trainer.slider('m')).toHaveValue('0.25');
  await trainer.slider('m').fill('0.5');
  await expect(page).toHaveURL(/arcface\/$/);
});
