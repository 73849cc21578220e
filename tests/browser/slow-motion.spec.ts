/** One training step in slow motion: by buttons, by keys, by itself; each loss, each digit; whole without a script. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { watchForTrouble } from './trainer';

async function open(page: Page, language = 'en'): Promise<Locator> {
  await page.goto(`${language}/arcface/`);
  const figure = page.locator('.slow-motion');
  await figure.scrollIntoViewIfNeeded();
  await page.mouse.move(3, 3);
  await expect(page.locator('.island', { has: figure })).toHaveAttribute('data-alive', 'true');
  return figure;
}

test('goes through eleven stages by button and by key, each with its term and its sentence', async ({
  page,
}) => {
  const trouble = watchForTrouble(page);
  const figure = await open(page);
  await expect(figure).toHaveAttribute('data-stage-now', 'glance');
  await expect(figure.locator('.told')).toContainText('right and yet refused');
  const seen: string[] = [];
  const next = figure.getByRole('button', { name: 'Next' });
  for (let stage = 1; stage <= 11; stage++) {
    if (stage === 1) await next.click();
    else await page.keyboard.press('ArrowRight');
    await expect(figure.locator('.told .title')).toContainText(`Stage ${stage} of 11`);
    const id = (await figure.getAttribute('data-stage-now'))!;
    await expect(figure.locator(`.formulas [data-stage="${id}"]`).first()).toHaveCSS(
      'outline-style',
      'solid',
    );
    seen.push(await figure.locator('.told .explorer-now').innerText());
  }
  expect(new Set(seen).size).toBe(11);
  // 16.6° + 28.6° = 45.3° as rounded; 16·cos 45.3° = 11.26.
  expect(seen[5]).toContain('cos 45.3° = 0.704');
  expect(seen[6]).toContain('11.26 for class 2');
  await page.keyboard.press('ArrowLeft');
  await expect(figure).toHaveAttribute('data-stage-now', 'gradient');
  expect(trouble).toEqual([]);
});

test(
  'every loss and digit has its numbers; under none of them is one missing',
  { tag: '@long' },
  async ({ page }) => {
    const figure = await open(page, 'zh');
    for (const loss of ['Softmax', 'modified Softmax', 'A-Softmax', 'CosFace', 'ArcFace']) {
      await figure.getByLabel(loss, { exact: true }).check();
      for (const digit of loss === 'ArcFace' ? [0, 1, 2, 3] : [1]) {
        await figure.locator('.digits input').nth(digit).check({ force: true });
        await expect(figure).not.toContainText(/NaN|undefined|Infinity/);
        await expect(figure.locator('svg').first()).toBeVisible();
      }
    }
    expect(await figure.locator('[d*="NaN"], [style*="NaN"], [r*="NaN"], [width*="NaN"]').count()).toBe(0);
  },
);

test('plays by itself to the new place and rests there', { tag: '@long' }, async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Play the step' }).click();
  await expect(figure).toHaveAttribute('data-stage-now', 'image');
  await figure.locator('.strip button').nth(8).click();
  await figure.getByRole('button', { name: 'Play the step' }).click();
  await expect(figure).toHaveAttribute('data-stage-now', 'place', { timeout: 6000 });
  await expect(figure.getByRole('button', { name: 'Play again' })).toBeVisible();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test('shows the whole step and says every stage', async ({ page }) => {
    await page.goto('en/arcface/');
    const figure = page.locator('.slow-motion');
    await expect(figure.locator('.say')).toHaveCount(11);
    for (const sentence of await figure.locator('.say').all()) await expect(sentence).toBeVisible();
    await expect(figure.locator('.picture .arrow')).toBeVisible();
    await expect(figure.getByRole('button', { name: 'Next' })).toBeHidden();
  });
});
