/** The whole of acceptance: ten pages of spheres. */
import { test } from '@playwright/test';
import { openAndCloseSpheres } from './spheres';

test('ten spheres opened and closed leave no context, no worker and next to no memory', async ({ page }) => {
  test.setTimeout(400_000);
  await openAndCloseSpheres(page, 10);
});
