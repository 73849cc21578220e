/** The verification lab in a browser: networks train, strangers are judged, the threshold moves, nothing leaves the site. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { violationsInBothThemes } from './axe';
import { ImporterOnPage } from './importer';
import { wake } from './trainer';

const faces = process.env.MARGINALIA_FACES ?? '';

/** The lab as an address sets it, awake. */
async function openLab(page: Page, query: string): Promise<Locator> {
  await page.goto(`en/verification/?${query}#verification-lab`);
  const lab = page.locator('[data-lab="verification"]');
  await lab.scrollIntoViewIfNeeded();
  await wake(page, lab);
  return lab;
}

/** Trains as the lab is set and gives the AUC on people who were never trained on. */
async function aucOnStrangers(lab: Locator): Promise<number> {
  const startMs = Date.now();
  await lab.getByRole('button', { name: 'Train' }).click();
  await expect(lab).toHaveAttribute('data-judged', '1', { timeout: 540_000 });
  const auc = lab.locator('tr[data-loss="arcface"] [data-figure="auc"]');
  const value = Number(await auc.getAttribute('data-value'));
  console.log(`AUC ${value.toFixed(4)} after ${((Date.now() - startMs) / 1000).toFixed(0)} s`);
  return value;
}

test('/en/verification/ trains two losses, judges them on strangers, and shows it', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  const lab = await openLab(page, 'data=nobody');
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

test('ArcFace in 64 dimensions tells made strangers apart: AUC of .95 and more', async ({ page }) => {
  test.setTimeout(600_000);
  const lab = await openLab(page, 'data=faces&loss=arcface&dim=64&steps=400');
  expect(await aucOnStrangers(lab)).toBeGreaterThanOrEqual(0.95);
});

test('on ORL, imported here, ArcFace trains on 30 people and tells the other ten apart likewise', async ({
  page,
}) => {
  test.skip(!faces, 'MARGINALIA_FACES names no folder of photographs.');
  test.setTimeout(600_000);
  const importer = new ImporterOnPage(page);
  await importer.open();
  const files: Record<string, Uint8Array> = {};
  for (const person of readdirSync(join(faces, 'orl')).filter((name) => /^s\d+$/.test(name)))
    for (const image of readdirSync(join(faces, 'orl', person)))
      files[`${person}/${image}`] = readFileSync(join(faces, 'orl', person, image));
  await importer.choose('file', importer.zip('orl.zip', files));
  await importer.root.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(importer.root.locator('[data-import="summary"]')).toContainText('400 images of 40 people', {
    timeout: 120_000,
  });
  const lab = await openLab(page, 'data=mine-orl&loss=arcface&dim=64&steps=400');
  expect(await aucOnStrangers(lab)).toBeGreaterThanOrEqual(0.95);
});
