/** A fork on the page; that its numbers are those of a straight run to the bit is shown in Node (session-fork). */
import { expect, test } from '@playwright/test';
import { TrainerOnPage } from './trainer';

test.describe.configure({ timeout: 180_000 });

test('a fork from an earlier step has the numbers of a run that took its path straight, and the way that was left comes back', async ({
  page,
}) => {
  const trainer = new TrainerOnPage(page);
  const { figure } = trainer;
  const numbers = async () =>
    Promise.all(['loss', 'accuracy', 'targetDeg'].map((name) => trainer.stat(name)));
  // An address that says where it is to rest starts by itself.
  const restAt = async (step: number) => {
    await trainer.open(`?net=mlp&backend=wasm&ramp=0&m=0.3${step ? `&step=${step}` : ''}`);
    if (step) await trainer.waitForRest(step, 60_000);
  };
  await restAt(16);
  const left = await numbers();

  await figure.locator('[data-run="moments"]').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => trainer.step()).toBeLessThan(16);
  const step = await trainer.step();
  await trainer.slider('m').fill('0.1');
  await expect(figure.locator('[data-note="recorded"]')).toContainText(`At step ${step} this was m = 0.30`);
  await figure.getByRole('button', { name: 'Fork' }).click();
  const back = figure.getByRole('button', { name: /^Back to the branch at step 16, m = 0.3/ });
  await expect(back).toBeVisible();
  await trainer.waitForRest(16, 60_000);
  const forked = await numbers();
  expect(forked).not.toEqual(left);

  await back.click();
  await expect.poll(numbers).toEqual(left);
  await expect(trainer.slider('m')).toHaveValue('0.3');

  await restAt(step);
  await trainer.slider('m').fill('0.1');
  for (let next = step + 1; next <= 16; next++) {
    await trainer.press('Step');
    await expect.poll(() => trainer.step(), { timeout: 20_000, intervals: [20, 50] }).toBe(next);
  }
  await expect.poll(numbers).toEqual(forked);
});
