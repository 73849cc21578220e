/** One way to fail: provoked and diagnosed in the browser. Networks are `mlp` and rest after 300 steps at most. */
import { expect, type Page } from '@playwright/test';
import type { Failure } from '../../src/lib/demo/failures';
import { TrainerOnPage } from './trainer';

/** In a frame of its own, trained until the doctor speaks. */
export async function fails(page: Page, { spec, diagnosis }: Failure): Promise<void> {
  const demo = new TrainerOnPage(page, spec.id);
  await demo.open();
  await demo.press('Train');
  const doctor = demo.figure.locator(`[data-diagnosis="${diagnosis}"]`);
  await expect(doctor, spec.id).toBeVisible({ timeout: 60_000 });
  await expect(doctor).toContainText(/\d/);
  await expect(doctor.locator('[data-remedy]')).toContainText('start again');
}
