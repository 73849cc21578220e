/** The small figures of the article: each by keyboard and by pointer, its sentence, its reset, its picture without script. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { violationsInBothThemes } from './axe';
import { wake, watchForTrouble } from './trainer';

const kinds = ['safeguard', 'two-classes', 'margin-arc', 'live-formula', 'challenge', 'advisor'] as const;

/** The figure of a kind, alive, on a page just opened. */
async function open(page: Page, kind: (typeof kinds)[number]): Promise<Locator> {
  await page.goto('en/arcface/');
  return find(page, kind);
}

/** The same on a page that is open. */
async function find(page: Page, kind: (typeof kinds)[number]): Promise<Locator> {
  const every = page.locator(`.explorer.${kind}`);
  // Of several challenges the one about the margin that is taken away.
  const figure = (kind === 'challenge' ? every.filter({ hasText: 'step 900' }) : every).first();
  await wake(page, figure);
  return figure;
}
const now = (figure: Locator): Locator => figure.locator('.explorer-now').first();
const handle = (figure: Locator, index = 0): Locator => figure.locator('svg [role="slider"]').nth(index);

test('safeguard: m moves the switch, each choice says what it does, the point turns where the slope says', async ({
  page,
}) => {
  const figure = await open(page, 'safeguard');
  await expect(now(figure)).toContainText('drops by 0.117');
  await figure.locator('input[type="range"]').focus();
  await page.keyboard.press('End');
  // cos 1 + sin 1 − 1
  await expect(now(figure)).toContainText('drops by 0.382');
  await figure.getByLabel('nothing').check();
  await expect(now(figure)).toContainText('rises again');
  await expect(figure.locator('path[data-course="rises"]')).toHaveCount(1);
  await expect(now(figure)).toContainText('further away from its class');
  await handle(figure).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await expect(handle(figure)).toHaveAttribute('aria-valuenow', '15');
  await expect(now(figure)).toContainText('towards its class');
  await figure.getByLabel('margin below 90° only').check();
  // sin 1
  await expect(now(figure)).toContainText('jumps up by 0.841');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(now(figure)).toContainText('drops by 0.117');
  await expect(handle(figure)).toHaveAttribute('aria-valuenow', '165');
});

test('two classes: a dragged feature crosses the band and the boundary; every loss can be read', async ({
  page,
}) => {
  const figure = await open(page, 'two-classes');
  await expect(figure).toHaveAttribute('data-verdict', 'refused');
  // 16·cos(30° + 0.5)
  await expect(figure.locator('tbody tr').first().locator('td').nth(1)).toHaveText('8.32');
  const box = (await handle(figure).locator('.ring').boundingBox())!;
  const drawing = (await figure.locator('svg.explorer-drawing').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(drawing.x + drawing.width * 0.9, drawing.y + drawing.height * 0.35, { steps: 8 });
  await page.mouse.up();
  await expect(figure).toHaveAttribute('data-verdict', 'accepted');
  await handle(figure).focus();
  for (let presses = 0; presses < 7; presses++) await page.keyboard.press('PageUp');
  await expect(figure).toHaveAttribute('data-verdict', 'wrong');
  for (const loss of ['Softmax', 'modified Softmax', 'A-Softmax', 'CosFace', 'ArcFace']) {
    await figure.getByLabel(loss, { exact: true }).check();
    await expect(now(figure)).toContainText(/p\s=\s[\d.]+\s%/);
    await expect(figure.locator('tbody')).not.toContainText('NaN');
  }
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect(figure).toHaveAttribute('data-verdict', 'refused');
});

test('margin arc and formula share m; the formula shows numbers and a ledger', async ({ page }) => {
  const arc = await open(page, 'margin-arc');
  await handle(arc, 1).focus();
  await page.keyboard.press('Home');
  await expect(handle(arc, 1)).toHaveAttribute('aria-valuenow', '0');
  const formula = page.locator('.explorer.live-formula').first();
  await formula.scrollIntoViewIfNeeded();
  await expect(formula.locator('.pull-term').first()).toBeVisible();
  await expect(formula.getByRole('slider', { name: 'margin m' }).first()).toHaveAttribute(
    'aria-valuenow',
    '0',
  );
  // Without a margin: 16·cos 12° against 16·cos 24°.
  await expect(formula.locator('[data-ledger="own"]')).toHaveText('15.65');
  await expect(formula.locator('[data-ledger="other"]')).toHaveText('14.62');
  await formula.getByRole('button', { name: 'Numbers in the formula' }).click();
  await expect(formula.locator('math mrow[data-term="theta"]').first()).toHaveText('12°');
  await formula.getByRole('button', { name: 'Reset' }).click();
  await expect(handle(arc, 1)).toHaveAttribute('aria-valuenow', '0.5');
  await expect(formula.locator('[data-ledger="own"]')).toHaveText('12.14');
});

test('a term is pulled by the pointer, moved by keys, and marked on the whole page while pointed at', async ({
  page,
}) => {
  const formula = await open(page, 'live-formula');
  const scale = formula.locator('.pull-term[role="slider"][data-term="s"]');
  await scale.hover();
  await expect(page.locator('html')).toHaveAttribute('data-hovered-term', 's');
  const box = (await scale.boundingBox())!;
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 100, box.y, { steps: 6 });
  await page.mouse.up();
  // A third of 300 px is a third of the range 1 to 64.
  expect(Number(await scale.getAttribute('aria-valuenow'))).toBeGreaterThan(30);
  await scale.focus();
  await page.keyboard.press('Home');
  await expect(scale).toHaveAttribute('aria-valuenow', '1');
  const pulled = now(formula).getByRole('slider', { name: 'scale s' });
  await expect(pulled).toHaveText('1');
  await pulled.focus();
  await page.keyboard.press('ArrowRight');
  await expect(scale).toHaveAttribute('aria-valuenow', '2');
  await page.mouse.move(0, 0);
});

test('challenge: nothing shows before a guess, then the measured runs and what the guess was worth', async ({
  page,
}) => {
  const figure = await open(page, 'challenge');
  const ring = handle(figure);
  await expect(ring).toHaveAttribute('aria-valuetext', 'no guess yet');
  await figure.getByRole('button', { name: 'Show what happened' }).click();
  await expect(now(figure)).toContainText('Place your guess first');
  await expect(figure).toHaveAttribute('data-shown', 'false');
  await expect(figure.locator('path.found')).toHaveCount(0);
  await ring.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('PageUp');
  // The first key takes the ring to the middle of the axis, the second one unit up.
  const guess = `${(Number(await ring.getAttribute('aria-valuemax')) / 2 + 1).toFixed(1)}°`;
  await expect(now(figure)).toContainText(`Your guess: ${guess}`);
  await figure.getByRole('button', { name: 'Show what happened' }).click();
  await expect(figure).toHaveAttribute('data-shown', 'true');
  await expect(figure.locator('path.found')).toHaveCount(1);
  await expect(now(figure)).toContainText('At step 900 it was 2.5° (2.4° to 3.3° with 3 seeds)');
  await page.keyboard.press('ArrowUp');
  await expect(ring).toHaveAttribute('aria-valuetext', guess);
  await figure.getByRole('button', { name: 'Guess again' }).click();
  await expect(ring).toHaveAttribute('aria-valuetext', 'no guess yet');
});

test('advisor: CosFace at 0.35 has no room in the plane, and has it in 512 dimensions; the ring moves s and m', async ({
  page,
}) => {
  const figure = await open(page, 'advisor');
  await figure.getByRole('radio', { name: 'CosFace' }).check();
  const slider = (name: string) => figure.locator(`[data-parameter="${name}"] input`);
  await slider('m').fill('0.35');
  await expect(figure).toHaveAttribute('data-verdict', 'margin-too-large');
  await expect(now(figure)).toContainText('The bound is 0.19');
  await slider('dim').fill('9');
  await expect(figure).not.toHaveAttribute('data-verdict', 'margin-too-large');
  await expect(now(figure)).toContainText('in 512 dimensions');
  const ring = (await figure.locator('.handle .ring').boundingBox())!;
  await page.mouse.move(ring.x + ring.width / 2, ring.y + ring.height / 2);
  await page.mouse.down();
  await page.mouse.move(ring.x - 60, ring.y + 60, { steps: 3 });
  await page.mouse.up();
  expect(Number(await slider('m').inputValue())).toBeLessThan(0.35);
  expect(Number(await slider('s').inputValue())).toBeLessThan(16);
});

test('axe finds nothing in the explorers after use, in both themes', { tag: '@long' }, async ({ page }) => {
  const trouble = watchForTrouble(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('en/arcface/');
  for (const kind of kinds) {
    const figure = await find(page, kind);
    await figure.getByRole('slider').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await figure.evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
  }
  expect(await violationsInBothThemes(page, '.explorer')).toEqual([]);
  expect(trouble).toEqual([]);
});

test('without JavaScript every explorer is drawn, and the challenge answers', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('en/arcface/');
  for (const kind of kinds) {
    const figure = page.locator(`.explorer.${kind}`).first();
    await expect(
      figure.locator(kind === 'live-formula' ? 'math' : 'svg.explorer-drawing').first(),
    ).toBeVisible();
    await expect(figure.getByRole('button')).toHaveCount(0);
  }
  await page.locator('.explorer.challenge details summary').first().click();
  await expect(page.locator('.explorer.challenge details').first()).toContainText('2.5°');
  await context.close();
});

test('at 390 px nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('en/arcface/');
  for (const kind of kinds) {
    const figure = await find(page, kind);
    const box = (await figure.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    expect(await figure.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
  }
});
