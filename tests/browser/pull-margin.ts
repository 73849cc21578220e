/** The one-way street of the margin, by the slider of a running trainer. */
import { expect, type Page } from '@playwright/test';
import { TrainerOnPage } from './trainer';

interface Course {
  readonly net: 'mlp' | 'lenet';
  /** Steps without a margin before it is raised. */
  readonly steps: number;
  /** Steps within which the classes draw together. */
  readonly within: number;
  /** Steps after which the lowered margin's shake has passed. */
  readonly shaken: number;
}

/** Raises m from 0 to 0.5: the median target angle falls by a third. Lowers it: it stays, and a new start is offered. */
export async function pullMargin(page: Page, { net, steps, within, shaken }: Course): Promise<void> {
  const trainer = new TrainerOnPage(page);
  const query = `?backend=wasm${net === 'lenet' ? '' : `&net=${net}`}`;
  await trainer.open(`${query}&m=0&step=${steps}`);
  await trainer.waitForRest(steps, 200_000);
  const wideDeg = await trainer.stat('targetDeg');

  await trainer.slider('m').fill('0.5');
  await expect(page).not.toHaveURL(/[?&]m=/);
  await trainer.press('Train');
  await trainer.waitForStep(steps + within, 60_000);
  const tightDeg = await trainer.stat('targetDeg');
  expect(tightDeg).toBeLessThanOrEqual((wideDeg * 2) / 3);

  await expect(trainer.figure.getByRole('button', { name: 'Again from the start' })).toHaveCount(0);
  await trainer.slider('m').fill('0');
  await expect(trainer.figure.getByRole('button', { name: 'Again from the start' })).toBeVisible();
  const lowered = await trainer.step();
  // The moved slider warms the learning rate up, which by itself shakes the classes for some hundred steps.
  await trainer.waitForStep(lowered + shaken, 60_000);
  expect(await trainer.stat('targetDeg')).toBeLessThan(wideDeg * 0.95);

  await trainer.press('Again from the start');
  await expect.poll(() => trainer.step(), { timeout: 30_000 }).toBeLessThan(lowered);
  await expect(trainer.slider('m')).toHaveValue('0');
}
