/** The lab shows what trains there as code: each loss and term, with what is set of it, in both languages. */
import { expect, test } from '@playwright/test';
import { wake } from './trainer';

test('lab: the losses and terms of the run stand under the board as code, with their present values', async ({
  page,
}) => {
  await page.goto('en/lab/?loss=triplet,adacos&add=center&m=0.45&mining=batch-hard&center-weight=0.2');
  const figure = page.locator('[data-demo="free"]').first();
  await wake(page, figure);
  await page.getByText('Code of these losses').click();
  const listings = page.locator('[data-listing]');
  await expect(listings).toHaveCount(3);
  await expect(listings.nth(0).locator('code')).toContainText('def triplet_loss(x, y, m=0.45):');
  await expect(listings.nth(0).locator('[data-differs="mining"]')).toContainText('batch-hard');
  await expect(listings.nth(1).locator('code')).toContainText('scale="dynamic"');
  await expect(listings.nth(2).locator('code')).toContainText('lam=0.2, alpha=0.5');
  await listings.nth(2).getByLabel('NumPy').check();
  await expect(listings.nth(2).locator('code')).toContainText('import numpy as np');
});

test('lab in Chinese: the code and its comments', async ({ page }) => {
  await page.goto('zh/lab/?loss=sphereface2');
  await wake(page, page.locator('[data-demo="free"]').first());
  await page.getByText('这些损失的代码').click();
  await expect(page.locator('[data-listing="sphereface2"] code')).toContainText('目标类减 m，其余各类加 m');
});
