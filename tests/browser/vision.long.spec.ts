/**
 * Faces in the browser at length: ORL's 400 photographs from the folder that MARGINALIA_FACES names, an import that aligns,
 * and who asks which host.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { emptyPng, madePng } from '../support/made-photographs';
import { violationsInBothThemes } from './axe';
import { watchForTrouble } from './trainer';

const faces = process.env.MARGINALIA_FACES ?? '';

test("of ORL's 400 photographs 380 faces or more are found on the page", async ({ page }) => {
  test.skip(!faces, 'MARGINALIA_FACES names no folder of photographs.');
  test.setTimeout(600_000);
  const trouble = watchForTrouble(page);
  await page.goto('en/faces/', { waitUntil: 'networkidle' });
  // Its code comes when a reader is near.
  await page.locator('#photographs').scrollIntoViewIfNeeded();
  const part = page.locator('[data-photographs]');
  const files = Array.from({ length: 400 }, (_, i) => {
    const [person, n] = [Math.floor(i / 10) + 1, (i % 10) + 1];
    const buffer = readFileSync(join(faces, 'orl', `s${person}`, `${n}.pgm`));
    return { name: `s${person}-${n}.pgm`, mimeType: 'image/x-portable-graymap', buffer };
  });
  const startMs = Date.now();
  await part.locator('input[data-choose="photographs"]').setInputFiles(files);
  await expect(part.locator('[data-picture][data-faces]')).toHaveCount(400, { timeout: 500_000 });
  const found = await part.locator('[data-picture]:not([data-faces="0"])').count();
  console.log(`found ${found} of 400 in ${((Date.now() - startMs) / 1000).toFixed(0)} s`);
  expect(found).toBeGreaterThanOrEqual(380);
  expect(trouble).toEqual([]);
});

test('an import finds and aligns faces, and names the photograph that has none', async ({ page }) => {
  test.setTimeout(120_000);
  const trouble = watchForTrouble(page);
  await page.goto('en/faces/', { waitUntil: 'networkidle' });
  const importer = page.locator('[data-importer]');
  const images: Record<string, Uint8Array> = { 'person 2/nobody.png': emptyPng(160) };
  for (const person of [0, 8, 10]) {
    for (const [n, yawRad] of [-0.2, -0.1, 0, 0.1].entries()) {
      images[`person ${person}/${n}.png`] = madePng(person, { yawRad, rollRad: 2 * yawRad }, 160);
    }
  }
  images['person 0/nobody.png'] = emptyPng(160);
  const buffer = Buffer.from(zipSync(images));
  const zip = { name: 'made.zip', mimeType: 'application/zip', buffer };
  await importer.locator('input[data-choose="file"]').setInputFiles(zip);
  await importer.getByLabel('Find and align the faces').check();
  await importer.getByRole('button', { name: 'Import', exact: true }).click();
  const summary = importer.locator('[data-import="summary"]');
  await expect(summary).toContainText('12 images of 3 people', { timeout: 60_000 });
  await expect(summary).toContainText('In one photograph no face was found');
  await expect(summary.locator('[data-refusal="no-face"]')).toHaveText(
    'person 0/nobody.png: no face was found in it.',
  );
  // The import worker ends, and with it the one that it had started.
  await expect
    .poll(() => page.workers().filter((worker) => /import|vision/.test(worker.url())).length)
    .toBe(0);
  expect(trouble).toEqual([]);
});

test('made faces go through every step and are compared; nothing is loaded before, nothing leaves', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  const models: string[] = [];
  page.context().on('request', (request) => {
    if (/_model-.*\.bin$/.test(request.url())) models.push(request.url());
  });
  await page.goto('en/faces/', { waitUntil: 'networkidle' });
  expect(page.workers().filter((worker) => /vision/.test(worker.url()))).toEqual([]);
  // Its code comes when a reader is near.
  await page.locator('#photographs').scrollIntoViewIfNeeded();
  const part = page.locator('[data-photographs]');
  await part.getByRole('button', { name: 'Take made faces' }).click();
  await expect(part.locator('[data-picture][data-faces]')).toHaveCount(5, { timeout: 30_000 });
  expect(models.length).toBe(3);

  await expect(part.locator('[data-step]')).toHaveCount(5);
  await expect(part.locator('[data-step="landmarks"] .landmark')).toHaveCount(68);
  await expect(part.locator('[data-step="warp"] .cross')).toHaveCount(5);
  await expect(part.locator('[data-step="descriptor"] rect')).toHaveCount(128);
  const status = part.getByRole('status').first();
  await expect(status).toHaveText('One face was found in “made person 1”.');

  // Enrolled, she is recognised when she has turned.
  await part.getByLabel('Name').first().fill('Anna');
  await part.getByRole('button', { name: 'Enrol this face' }).click();
  await expect(status).toHaveText('Anna is enrolled.');
  const picture = (name: string) => part.getByRole('radio', { name, exact: true });
  await picture('made person 1, turned').focus();
  await page.keyboard.press('Space');
  await expect(status).toContainText(/Most alike is Anna: cosine 0\.9\d\d, above the threshold/);
  await picture('made person 9').check({ force: true });
  await expect(status).toContainText('below the threshold');

  await picture('two made people').check({ force: true });
  await expect(status).toContainText('2 faces were found');
  await expect(part.locator('[data-step="detect"] .box')).toHaveCount(2);
  const first = await part.locator('[data-matches] [data-cosine]').first().getAttribute('data-cosine');
  await part.getByLabel('Face 2').check();
  await expect(part.locator('[data-matches] [data-cosine]').first()).not.toHaveAttribute(
    'data-cosine',
    first!,
  );

  await picture('a picture of nobody').check({ force: true });
  await expect(status).toContainText('No face was found in “a picture of nobody”: try');
  await expect(part.locator('[data-steps]')).toHaveCount(0);
  expect(await violationsInBothThemes(page, '[data-photographs]')).toEqual([]);
  expect(trouble).toEqual([]);
});

test('a file that is no image, and networks that do not come, are one sentence each, and can be tried again', async ({
  page,
}) => {
  await page.goto('en/faces/', { waitUntil: 'networkidle' });
  // Its code comes when a reader is near.
  await page.locator('#photographs').scrollIntoViewIfNeeded();
  const part = page.locator('[data-photographs]');
  const choose = part.locator('input[data-choose="photographs"]');
  await choose.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no image') });
  await expect(part.locator('[data-verdict="no-image"]')).toContainText('a.jpg is not an image');
  await page.context().route(/face_landmark.*\.bin/, (route) => route.abort());
  await part.getByRole('button', { name: 'Take made faces' }).click();
  await expect(part.locator('[data-verdict="models"]')).toContainText('could not be loaded', {
    timeout: 20_000,
  });
  await page.context().unroute(/face_landmark.*\.bin/);
  await part.getByRole('button', { name: 'Try again' }).click();
  await expect(part.getByRole('status').first()).toContainText('One face was found', { timeout: 20_000 });
});
