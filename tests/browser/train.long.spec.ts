/** The one-way street of the margin with the network and the steps of the article. */
import { test } from '@playwright/test';
import { pullMargin } from './pull-margin';

test('m from 0 to 0.5 at step 600 draws the classes together within 150 steps; lowering it does not undo that', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await pullMargin(page, { net: 'lenet', steps: 600, within: 150, shaken: 250 });
});

test('the same with the small network, after 300 steps', async ({ page }) => {
  test.setTimeout(240_000);
  await pullMargin(page, { net: 'mlp', steps: 300, within: 150, shaken: 250 });
});
