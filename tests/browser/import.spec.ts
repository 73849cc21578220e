/** A reader brings a set: it is read, kept over a reload and without a network, and deleted; what is bad is named. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { facePgm, orlLike } from '../support/import-files';
import { violationsInBothThemes } from './axe';
import { ImporterOnPage, people } from './importer';
import { watchForTrouble } from './trainer';

test('a zip is imported, survives a reload without a network, and is deleted', async ({ page, context }) => {
  const trouble = watchForTrouble(page);
  const importer = new ImporterOnPage(page);
  await importer.open();
  await importer.choose('file', importer.zip('My Friends.zip', people()));
  await expect(importer.root.getByLabel('Name of the set')).toHaveValue('My Friends');
  await importer.root.getByRole('button', { name: 'Import', exact: true }).click();
  const summary = importer.root.locator('[data-import="summary"]');
  // Of ten people two are unseen; of the other eight every fifth image is held out.
  await expect(summary).toContainText(
    '50 images of 10 people. 32 are for training, 8 of the same people are held out.',
  );
  await expect(summary).toContainText('The last 2 people by name (10 images)');
  await expect(importer.root.getByRole('status')).toContainText('my-friends is on this device');
  expect(await violationsInBothThemes(page)).toEqual([]);

  // The worker wrote it; the page finds it, with no network to ask.
  await page.reload({ waitUntil: 'networkidle' });
  await context.setOffline(true);
  await expect(importer.set('my-friends')).toContainText('10 identities, 50 images');
  const remove = importer
    .set('my-friends')
    .getByRole('button', { name: /^Delete my-friends, frees \d+ kB$/ });
  await remove.click();
  await expect(importer.root.getByRole('status')).toContainText(
    /my-friends was deleted; \d+ kB are free again\./,
  );
  await expect(importer.set('my-friends')).toHaveCount(0);
  await context.setOffline(false);
  await page.reload({ waitUntil: 'networkidle' });
  await expect(importer.root).toContainText('No sets yet.');
  expect(trouble).toEqual([]);
});

test('a folder with bad files in it is imported without them, and each is named', async ({ page }, info) => {
  const folder = join(info.outputDir, 'people');
  const write = (path: string, bytes: Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  for (const [path, bytes] of Object.entries(orlLike([4, 4, 4]))) write(path, bytes);
  write('s1/not.jpg', Buffer.from('no image at all'));
  write('s2/huge.pgm', Buffer.from('P5 10000 10000 255\n'));
  write('alone/1.pgm', facePgm(7, 7));
  write('README', Buffer.from('hello'));
  const importer = new ImporterOnPage(page);
  await importer.open('zh/faces/');
  await importer.choose('folder', folder);
  await importer.root.getByRole('button', { name: '导入', exact: true }).click();
  const summary = importer.root.locator('[data-import="summary"]');
  await expect(summary).toContainText('3 人，共 12 张图');
  await expect(summary.locator('[data-refusal]')).toHaveText([
    'people/s1/not.jpg 并不是图像，尽管文件名像是。',
    'people/s2/huge.pgm 超过 4000 万像素，请先缩小。',
    'alone 可用的图不足两张，而每人至少要两张。',
  ]);
  await expect(summary).toContainText('另有 1 个文件不是图像');

  // A source of which nothing can be used is one sentence, and what is kept stays.
  await importer.choose('file', importer.zip('one.zip', orlLike([3])));
  await importer.root.getByRole('button', { name: '导入', exact: true }).click();
  await expect(importer.root.locator('[data-problem="one-identity"]')).toContainText('一个数据集至少要两人');
  await expect(importer.set('people')).toBeVisible();
});

test('an import that is cancelled keeps nothing', async ({ page }) => {
  const importer = new ImporterOnPage(page);
  await importer.open();
  const many = orlLike(new Array<number>(12).fill(250));
  await importer.choose('file', importer.zip('many.zip', many));
  await importer.root.getByRole('button', { name: 'Import', exact: true }).click();
  await importer.root.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(importer.root.getByRole('status')).toContainText('cancelled');
  await expect(importer.root).toContainText('No sets yet.');
});
