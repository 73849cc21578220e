/** Free points on the sphere by hand; by keyboard: `free-points.spec.ts`. */
import { expect, test } from '@playwright/test';
import { watchForTrouble } from './trainer';

test('empty space turns the sphere, and a weight goes where it is pulled', async ({ page }) => {
  const trouble = watchForTrouble(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('en/arcface/?fig=free-points&view=sphere');
  const figure = page.locator('figure#free-points');
  const globe = figure.locator('.globe');
  await expect(globe).toBeVisible();
  await globe.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const fifth = figure.getByRole('slider', { name: 'class weight 5' });
  const at = (await fifth.boundingBox())!;
  const box = (await globe.boundingBox())!;
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.35 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.6 * box.width, box.y + 0.4 * box.height, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await fifth.boundingBox())!.x).toBeGreaterThan(at.x + 20);
  const held = (await fifth.boundingBox())!;
  const valueText = await fifth.getAttribute('aria-valuetext');
  await page.mouse.move(held.x + held.width / 2, held.y + held.height / 2);
  await page.mouse.down();
  await page.mouse.move(held.x + held.width / 2 - 30, held.y + held.height / 2 - 20, { steps: 3 });
  await page.mouse.up();
  await expect(fifth).not.toHaveAttribute('aria-valuetext', valueText!);
  expect(trouble).toEqual([]);
});
