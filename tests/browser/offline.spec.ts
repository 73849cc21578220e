/** Without a network: pages that were read stand, and a set that the reader brought can be trained on and deleted. */
import { expect, test, type Page } from '@playwright/test';
import { ImporterOnPage, people } from './importer';
import { TrainerOnPage } from './trainer';

test.use({ serviceWorkers: 'allow' });

/** Once the worker stands between the page and the network. */
async function controlled(page: Page): Promise<void> {
  await page.mouse.move(5, 5);
  await page.mouse.move(6, 6);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

test('a set that was brought is there after a reload offline, trains and can be deleted', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const importer = new ImporterOnPage(page);
  await importer.open();
  await controlled(page);
  await importer.choose('file', importer.zip('friends.zip', people()));
  await importer.root.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(importer.root.getByRole('status')).toContainText('friends is on this device');
  // Trained once while there is a network, so that all of the lab's code has come.
  await importer.set('friends').getByRole('link', { name: 'Train on friends' }).click();
  await expect(page).toHaveURL(/lab\/\?data=mine-friends/);
  const query = '?data=mine-friends&net=mlp&backend=wasm';
  const lab = new TrainerOnPage(page, 'free');
  await lab.figure.scrollIntoViewIfNeeded();
  await lab.arrive();
  await lab.press('Step');
  await lab.waitForRest(1, 60_000);

  await context.setOffline(true);
  // Another state of the same page, under an address that was never asked for.
  await lab.open(`${query}&seed=3`, 'en/lab/');
  await lab.press('Step');
  await lab.waitForRest(1, 60_000);
  expect(await lab.stat('loss')).toBeGreaterThan(0);

  await page.goto('en/faces/');
  await page.reload();
  await expect(importer.set('friends')).toContainText('10 identities, 50 images');
  await importer
    .set('friends')
    .getByRole('button', { name: /^Delete friends/ })
    .click();
  await expect(importer.root).toContainText('No sets yet.');
  // What was never read cannot stand here, and the browser says so in its own words.
  await expect(page.goto('en/cosface/')).rejects.toThrow(/ERR_/);
});
