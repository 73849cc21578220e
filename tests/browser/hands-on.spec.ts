/** Hands on: a class weight pulled elsewhere and put back; a digit drawn, and where the network puts it. */
import { expect, test } from '@playwright/test';
import { sphereQuery } from './spheres';
import { TrainerOnPage, watchForTrouble } from './trainer';

test('a weight is pulled by its ring and by the slider: accuracy falls, and comes back when it is put back', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  const trainer = new TrainerOnPage(page);
  await trainer.open('', 'en/arcface/');
  const { figure } = trainer;
  const trained = await trainer.stat('accuracy');
  expect(trained).toBeGreaterThan(0.9);
  const grip = figure.locator('[data-handle="3"]');
  await grip.scrollIntoViewIfNeeded();
  const box = (await grip.boundingBox())!;
  const view = (await figure.locator('[data-view="circle"]').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(view.x + view.width / 2, view.y + view.height * 0.85, { steps: 5 });
  await page.mouse.up();
  await expect(figure.locator('[data-trained="3"]')).toHaveCount(1);
  expect(await trainer.stat('accuracy')).toBeLessThan(trained - 0.05);
  const panel = figure.getByRole('group', { name: 'Move a class weight' });
  await expect(panel.locator('.now')).toContainText(/accuracy \d\d\.\d\s%, trained 96\.3\s%/);
  await panel.getByRole('button', { name: 'Put it back' }).click();
  await expect.poll(() => trainer.stat('accuracy')).toBe(trained);
  await expect(figure.locator('[data-trained]')).toHaveCount(0);
  await panel.getByRole('combobox').selectOption('7');
  await panel.getByRole('slider').focus();
  await page.keyboard.press('End');
  await expect(figure.locator('[data-trained="7"]')).toHaveCount(1);
  expect(trouble).toEqual([]);
});

test(
  'in three dimensions a weight is pulled over the sphere by the head of its arrow, and by two sliders',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(180_000);
    const trouble = watchForTrouble(page);
    const trainer = new TrainerOnPage(page);
    await trainer.open(sphereQuery, 'en/arcface/');
    const { figure } = trainer;
    await trainer.press('Train');
    await trainer.waitForStep(40, 90_000);
    await trainer.press('Pause');
    await expect(figure).toHaveAttribute('data-phase', 'paused');
    const trained = await trainer.stat('accuracy');
    const sphere = figure.locator('[data-view="sphere"]');
    await sphere.scrollIntoViewIfNeeded();
    const view = (await sphere.boundingBox())!;
    const [middleX, middleY] = [view.x + view.width / 2, view.y + view.height / 2];
    /** Middles of the arrows' heads by class; only those in sight. */
    const heads = () =>
      sphere.locator('[data-handle]').evaluateAll((grips) =>
        grips.map((grip) => {
          const { x, y, width, height } = grip.getBoundingClientRect();
          const isInSight = (grip as SVGElement).style.pointerEvents === 'all';
          return { x: x + width / 2, y: y + height / 2, isInSight };
        }),
      );
    // The last frame has come, and all have glided there.
    let before = await heads();
    await expect
      .poll(
        async () => {
          const last = before;
          before = await heads();
          return Math.max(...before.map(({ x, y }, c) => Math.hypot(x - last[c].x, y - last[c].y)));
        },
        { timeout: 20_000, intervals: [1000] },
      )
      .toBeLessThan(0.01);
    const fromMiddle = ({ x, y }: { x: number; y: number }) => Math.hypot(x - middleX, y - middleY);
    // The one that stands furthest out goes through the middle to the other side.
    const pulled = before.reduce(
      (best, head, c) =>
        head.isInSight && (best < 0 || fromMiddle(head) > fromMiddle(before[best])) ? c : best,
      -1,
    );
    const { x, y } = before[pulled];
    const to = { x: middleX - 0.5 * (x - middleX), y: middleY - 0.5 * (y - middleY) };
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    await page.mouse.up();
    const ghost = sphere.locator(`[data-trained="${pulled}"]`);
    await expect(ghost).toHaveCount(1, { timeout: 15_000 });
    await expect(sphere.locator('[data-trained]')).toHaveCount(1);
    let after = before;
    await expect
      .poll(
        async () => {
          after = await heads();
          return Math.hypot(after[pulled].x - to.x, after[pulled].y - to.y);
        },
        { timeout: 15_000 },
      )
      .toBeLessThan(2);
    // The camera has rested: the others stand where they stood.
    after.forEach((head, c) => {
      if (c !== pulled) expect(Math.hypot(head.x - before[c].x, head.y - before[c].y)).toBeLessThan(0.5);
    });
    expect(await trainer.stat('accuracy')).not.toBe(trained);
    const panel = figure.getByRole('group', { name: 'Move a class weight' });
    await expect(panel.locator('.now')).toContainText(/Loss of the held-out digits \d/);
    await panel.getByRole('button', { name: 'Put it back' }).click();
    await expect.poll(() => trainer.stat('accuracy')).toBe(trained);
    await expect(sphere.locator('[data-trained]')).toHaveCount(0, { timeout: 15_000 });
    await panel.getByRole('combobox').selectOption('7');
    await panel.getByRole('slider', { name: 'turned by' }).focus();
    await page.keyboard.press('PageUp');
    await expect(sphere.locator('[data-trained="7"]')).toHaveCount(1, { timeout: 15_000 });
    const bearing = panel.getByRole('slider', { name: 'bearing' });
    await expect(bearing).toHaveValue('0');
    await bearing.focus();
    await page.keyboard.press('End');
    await expect(bearing).toHaveAttribute('aria-valuetext', /towards class \d/);
    await expect.poll(async () => Math.abs(Number(await bearing.inputValue()))).toBe(180);
    expect(trouble).toEqual([]);
  },
);

test('a drawn digit waits for a network, lands in it, and moves as it trains', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  await trainer.open('?net=mlp&backend=wasm', 'en/arcface/');
  const panel = trainer.figure.getByRole('group', { name: 'Draw a digit' });
  await panel.scrollIntoViewIfNeeded();
  const pad = (await panel.getByRole('img', { name: 'Pad' }).boundingBox())!;
  await page.mouse.move(pad.x + pad.width * 0.55, pad.y + pad.height * 0.15);
  await page.mouse.down();
  await page.mouse.move(pad.x + pad.width * 0.48, pad.y + pad.height * 0.85, { steps: 6 });
  await page.mouse.up();
  await expect(panel.locator('.pad path')).toHaveCount(1);
  await expect(panel.getByRole('status')).toContainText('train one');
  await panel.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(panel.locator('.result')).toContainText(/from class \d, which wins/, { timeout: 60_000 });
  const first = await panel.locator('.result').textContent();
  await trainer.waitForStep(60, 60_000);
  await trainer.press('Pause');
  await expect(panel.locator('.result')).not.toHaveText(first!);
  await expect(trainer.figure.locator('[data-part="guest"]')).toBeVisible();
  await expect(panel.locator('li')).toHaveCount(10);
  await panel.getByRole('button', { name: 'Clear' }).click();
  await expect(panel.locator('.result')).toHaveCount(0);
  await expect(trainer.figure.locator('[data-part="guest"]')).toBeHidden();
});
