/** Figures open on a recorded run: it is there before any press, can be gone through, saved and opened, and gives way. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { TrainerOnPage, watchForTrouble } from './trainer';

test.describe.configure({ timeout: 120_000 });

const runFile = '**/runs/arcface.run';

async function openRecorded(page: Page, query = '', path?: string): Promise<TrainerOnPage> {
  const trainer = new TrainerOnPage(page);
  await trainer.open(query, path);
  await expect(trainer.figure).toHaveAttribute('data-shows', 'recorded', { timeout: 20_000 });
  return trainer;
}
const bar = (trainer: TrainerOnPage) => trainer.figure.locator('[data-run="moments"]');

test('a figure opens on the trained state of its recorded run, and no worker runs', async ({ page }) => {
  const trouble = watchForTrouble(page);
  const trainer = await openRecorded(page, '', 'en/arcface/');
  expect(await trainer.step()).toBe(600);
  expect(await trainer.stat('accuracy')).toBeGreaterThan(0.9);
  await expect(
    trainer.figure.getByRole('img', { name: /ArcFace after 600 steps: 600 held-out/ }),
  ).toBeVisible();
  await expect(trainer.figure.locator('[data-kind="chart"] [data-panel="loss"] path').first()).toBeVisible();
  expect(page.workers()).toHaveLength(0);
  await expect(bar(trainer)).toHaveAttribute('aria-valuetext', 'step 600 of 600, m = 0.5');
  expect(trouble).toEqual([]);
});

test(
  'arrow keys go through its steps; Replay plays them and rests at the end',
  { tag: '@long' },
  async ({ page }) => {
    const trainer = await openRecorded(page);
    await bar(trainer).focus();
    await page.keyboard.press('ArrowLeft');
    const before = await trainer.step();
    expect(before).toBeLessThan(600);
    expect(before).toBeGreaterThan(500);
    await page.keyboard.press('Home');
    await expect(bar(trainer)).toHaveAttribute('aria-valuetext', 'step 0 of 600, m = 0');
    await expect(trainer.figure.getByRole('img', { name: /ArcFace after 0 steps/ })).toBeVisible();
    expect(await trainer.stat('accuracy')).toBeLessThan(0.4);
    await trainer.figure.getByRole('button', { name: 'Replay' }).click();
    await expect(trainer.figure.getByRole('button', { name: 'Stop' })).toBeVisible();
    await expect.poll(() => trainer.step(), { timeout: 30_000 }).toBe(600);
    await expect(trainer.figure.getByRole('button', { name: 'Replay' })).toBeVisible();
  },
);

test('nothing plays by itself, with or without reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const trainer = await openRecorded(page);
  await page.waitForTimeout(600);
  expect(await trainer.step()).toBe(600);
  await trainer.figure.getByRole('button', { name: 'Replay' }).click();
  await expect.poll(() => trainer.step()).toBeLessThan(600);
  await trainer.figure.getByRole('button', { name: 'Stop' }).click();
});

test('a slider moves the lines and says that the dots are recorded', async ({ page }) => {
  const trainer = await openRecorded(page);
  const note = trainer.figure.locator('[data-note="recorded"]');
  await expect(note).toHaveCount(0);
  await trainer.slider('m').fill('0.2');
  await expect(note).toContainText('m = 0.50 rad = 28.6°');
  await trainer.press('Reset');
  await expect(note).toHaveCount(0);
});

test('Train takes over from step 0, its own past can be looked at, and Reset brings the recording back', async ({
  page,
}) => {
  const trainer = await openRecorded(page, '?backend=wasm');
  await trainer.press('Train');
  await expect(trainer.figure).toHaveAttribute('data-shows', 'live', { timeout: 60_000 });
  expect(await trainer.step()).toBeLessThan(200);
  await expect.poll(() => trainer.step(), { timeout: 60_000 }).toBeGreaterThan(10);
  await bar(trainer).focus();
  await page.keyboard.press('Home');
  await expect(bar(trainer)).toHaveAttribute('aria-valuetext', /^step 0 of /);
  await expect(trainer.figure).toHaveAttribute('data-phase', 'playing');
  await page.waitForTimeout(500);
  expect(await trainer.step()).toBe(0);
  await page.keyboard.press('End');
  await expect.poll(() => trainer.step()).toBeGreaterThan(10);
  await trainer.press('Reset');
  await expect(trainer.figure).toHaveAttribute('data-shows', 'recorded');
  expect(await trainer.step()).toBe(600);
});

test('a run is saved as a file that opens again; a file of another loss shows that loss', async ({
  page,
}) => {
  const trainer = await openRecorded(page);
  const download = page.waitForEvent('download');
  await trainer.figure.getByRole('button', { name: 'Save run' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('arcface-4-600.run');
  const chooser = trainer.figure.locator('input[type="file"]');
  await chooser.setInputFiles(await saved.path());
  await expect(page).not.toHaveURL(/\?/);
  await expect(trainer.figure.locator('[data-problem="recording"]')).toHaveCount(0);

  await chooser.setInputFiles('static/runs/softmax-beside-arcface.run');
  await expect(trainer.figure.locator('tr[data-loss="softmax"]')).toBeVisible();
  await expect(page).toHaveURL(/loss=softmax,arcface/);
  expect(await trainer.stat('accuracy', 'softmax')).toBeGreaterThan(0.9);
});

test('a file may be dropped onto the figure; a bad one is named and nothing is lost', async ({ page }) => {
  const trainer = await openRecorded(page);
  const drop = async (bytes: number[]) => {
    const data = await page.evaluateHandle((numbers) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(numbers)], 'x.run'));
      return transfer;
    }, bytes);
    await trainer.figure.dispatchEvent('drop', { dataTransfer: data });
  };
  const whole = [...readFileSync('static/runs/arcface.run')];
  await drop(whole.slice(0, 999));
  await expect(trainer.figure.locator('[data-problem="recording"]')).toHaveText(
    'The recorded run ends too early, so it cannot be shown.',
  );
  expect(await trainer.step()).toBe(600);
  await drop(whole);
  await expect(trainer.figure.locator('[data-problem="recording"]')).toHaveCount(0);
});

test('a recorded run that is missing or damaged is told in a sentence, and the demo trains', async ({
  page,
}) => {
  await page.route(runFile, (route) => route.fulfill({ status: 404 }));
  const trainer = new TrainerOnPage(page);
  // The still picture stands, so there is no view to wait for.
  await page.goto('en/arcface/?backend=wasm');
  await trainer.figure.scrollIntoViewIfNeeded();
  await expect(trainer.figure.locator('[data-problem="recording"]')).toContainText('not on the server');
  await trainer.press('Step');
  await trainer.waitForRest(1, 60_000);
});
