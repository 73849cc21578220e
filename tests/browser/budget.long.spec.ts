/** What many visits leave behind. */
import { test } from '@playwright/test';
import { openAndClose } from './trainer';

test('ten demos opened and closed leave no worker', async ({ page }) => {
  test.setTimeout(180_000);
  await openAndClose(page, 10);
});
