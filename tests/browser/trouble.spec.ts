/** Bad input and bad luck: one sentence, nothing lost, a way on. */
import { expect, test } from '@playwright/test';
import { TrainerOnPage } from './trainer';

test('a shard that arrives damaged is named; the last frame stays, and a retry goes on', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  await trainer.open('?net=mlp&backend=wasm');
  const manifest = await (await page.request.get('data/mnist/manifest.json')).json();
  const third: string = manifest.splits.train.shards[2].file;
  let isDamaged = true;
  await page.route(`**/${third}`, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (isDamaged) body[body.length >> 1] ^= 0xff;
    await route.fulfill({ response, body });
  });
  await trainer.press('Train');
  const problem = trainer.figure.locator('[data-problem="data-unavailable"]');
  await expect(problem).toContainText(third, { timeout: 60_000 });
  await expect(problem).toContainText('damaged');
  const step = await trainer.step();
  expect(step).toBeGreaterThan(5);
  expect(await trainer.stat('accuracy')).toBeGreaterThan(0.05);
  isDamaged = false;
  await trainer.press('Try again');
  await trainer.waitForStep(step + 20, 30_000);
  await expect(problem).toHaveCount(0);
});

test('a first shard that is missing is named, and a retry starts the run', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  let isMissing = true;
  await page.route('**/data/mnist/*.bin', (route) =>
    isMissing ? route.fulfill({ status: 404 }) : route.fallback(),
  );
  await trainer.open('?net=mlp&backend=wasm');
  await trainer.press('Train');
  const problem = trainer.figure.locator('[data-problem="data-unavailable"]');
  await expect(problem).toContainText('not on the server', { timeout: 60_000 });
  isMissing = false;
  await trainer.press('Try again');
  await trainer.waitForStep(10, 60_000);
  await expect(problem).toHaveCount(0);
});

test('a run that diverges stops at its last good step and says so', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  await trainer.open('?loss=softmax&net=mlp&backend=wasm&lr=1&norm=0');
  await trainer.press('Train');
  const problem = trainer.figure.locator('[data-problem="diverged"]');
  await expect(problem).toContainText('went back to step', { timeout: 60_000 });
  await expect(trainer.figure).toHaveAttribute('data-phase', 'paused');
});
