/** The verification lab in a browser: networks train, strangers are judged, the threshold moves, nothing leaves the site. */
import { expect, test } from '@playwright/test';
import { violationsInBothThemes } from './axe';
import { wake } from './trainer';

test('/en/verification/ trains two losses, judges them on strangers, and shows it', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto('en/verification/?data=nobody#verification-lab');
  const lab = page.locator('[data-lab="verification"]');
  await lab.scrollIntoViewIfNeeded();
  await wake(page, lab);
  await expect(lab.locator('[data-note="unknown"]')).toContainText('data=nobody');
  // It opens on networks that were trained ahead.
  await expect(lab.locator('[data-chart="roc"] .line')).toHaveCount(3);
  // Short runs of a small network: what is tested is the way, not the result.
  await lab.getByRole('slider').first().fill('50');
  await lab.getByRole('button', { name: 'Train' }).click();
  await expect(lab).toHaveAttribute('data-judged', '2', { timeout: 150_000 });
  await expect(lab).toHaveAttribute('data-phase', 'idle');

  const auc = lab.locator('tr[data-loss="arcface"] [data-figure="auc"]');
  expect(Number(await auc.getAttribute('data-value'))).toBeGreaterThan(0.6);
  await expect(lab.locator('[data-chart="roc"] .line')).toHaveCount(2);

  // A threshold of 0° accepts nobody, one of 180° everybody.
  const threshold = lab.locator('[data-chart="angles"] input[type="range"]');
  await threshold.fill('0');
  await expect(lab.locator('[data-pairs="fooled"] li')).toHaveCount(0);
  await expect(lab.locator('[data-pairs="missed"] li')).toHaveCount(6);
  await threshold.fill('180');
  await expect(lab.locator('[data-pairs="missed"] li')).toHaveCount(0);
  await expect(lab.locator('[data-pairs="fooled"] li')).toHaveCount(6);
  expect([...hosts]).toEqual([new URL(baseURL!).host]);
  expect(await violationsInBothThemes(page, 'main')).toEqual([]);
});
