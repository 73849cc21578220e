/**
 * The gallery's tiles, compared with pictures that were looked at and kept (`npm run gallery -- --update` keeps new
 * ones). All that was seen is laid into `.cache/gallery/`, and beside what differs what was expected.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { blockPx, difference, shrink } from '../support/look-alike';
import { decodePng, encodePng, type Picture } from '../support/png';
import { violationsInBothThemes } from './axe';
import { watchForTrouble } from './trainer';

const kept = 'tests/browser/gallery';
const seen = '.cache/gallery';
const renews = process.env.MARGINALIA_GALLERY === 'update';
/** Only tiles with this in their id; all without it. */
const part = process.env.MARGINALIA_TILES ?? '';
/** The long tests draw all: a tile for each loss comes by itself, and most states of a view have unit tests. */
const isBrief = (id: string): boolean =>
  Boolean(process.env.MARGINALIA_FULL || part) ||
  !/^loss-|-(start|waiting|wide|class|below|many|softmax|wrong|accepted|bias|easy|none|linear)$/.test(id);
/**
 * Share of blocks that may differ. Painted by another program (SwiftShader or Skia on the processor) tiles differed by up
 * to 0.0105; a layer of points, bands or regions that is left out makes 0.04 or more.
 */
const most = 0.015;

test.describe.configure({ timeout: 400_000 });
test.use({
  viewport: { width: 1280, height: 2200 },
  colorScheme: 'light',
  contextOptions: { reducedMotion: 'reduce' },
});

async function open(page: Page): Promise<void> {
  // The site gives fonts up that come late; here a slow machine waits for them, so that lines break as they did.
  await page.route(/\/gallery\/$|\.css$/, async (route) => {
    try {
      const response = await route.fetch();
      const body = (await response.text()).replace(/font-display:\s*optional/g, 'font-display:block');
      await route.fulfill({ response, body });
    } catch {
      // The test ended while a file was on its way.
    }
  });
  await page.goto('gallery/');
  await page.evaluate(() => document.fonts.ready);
}

/**
 * Where a tile stands once it is drawn. All others are put away, so that nothing moves it; so are lists of losses, which
 * grow with the registry and are no reason to look at a figure anew.
 */
async function tile(page: Page, id: string): Promise<Box> {
  await page.evaluate((only) => {
    const style =
      document.getElementById('only') ?? document.head.appendChild(document.createElement('style'));
    style.id = 'only';
    style.textContent = `header, nav, .opening, h2, figure:not(#tile-${only}),
      .panel fieldset:has([value="arcface"]) { display: none !important }`;
  }, id);
  const pair = page.locator(`[data-tile="${id}"]`);
  let y = 2;
  await expect
    .poll(
      async () => {
        // The page wakes at the reader's first sign, once it listens.
        await page.mouse.move(2, y++);
        return pair.getAttribute('data-drawn');
      },
      { timeout: 60_000, intervals: [20, 50, 100] },
    )
    .toBe('true');
  return (await pair.boundingBox())!;
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

interface Look {
  readonly whole: Buffer;
  readonly small: Picture;
}

/** A look after the whole page was painted anew, for whoever trusts no first look. */
async function secondLook(page: Page, clip: Box): Promise<Look> {
  const { width, height } = page.viewportSize()!;
  for (const rows of [height + 8, height]) await page.setViewportSize({ width, height: rows });
  await page.waitForTimeout(200);
  return look(page, clip);
}

async function look(page: Page, clip: Box): Promise<Look> {
  for (let tries = 0; ; tries++) {
    const whole = await page.screenshot({ clip });
    const picture = decodePng(whole);
    // Parts of the page that are not drawn yet come out transparent.
    if (!picture.hasHoles || tries === 5) return { whole, small: shrink(picture) };
  }
}
const file = (id: string): string => `${kept}/${id}.png`;
const idsOn = (page: Page): Promise<string[]> =>
  page.locator('[data-tile]').evaluateAll((tiles) => tiles.map((one) => (one as HTMLElement).dataset.tile!));

test('every tile looks as it did when it was looked at', async ({ page }) => {
  const trouble = watchForTrouble(page);
  await open(page);
  const ids = await idsOn(page);
  expect(ids.length).toBeGreaterThan(30);
  rmSync(seen, { recursive: true, force: true });
  for (const folder of [seen, kept]) mkdirSync(folder, { recursive: true });
  for (const id of ids.filter((one) => one.includes(part) && isBrief(one))) {
    const box = await tile(page, id);
    const wanted = existsSync(file(id)) ? decodePng(readFileSync(file(id))) : null;
    const farFrom = (small: Picture) => (wanted ? difference(wanted, small) : 1);
    let { whole, small } = await look(page, box);
    // What agrees at once is not looked at twice.
    if (farFrom(small) > most / 3) ({ whole, small } = await secondLook(page, box));
    const share = farFrom(small);
    writeFileSync(`${seen}/${id}.png`, whole);
    if (renews) {
      // What looks the same keeps its file, so that a renewal changes what has changed.
      if (share > most / 3) writeFileSync(file(id), encodePng(small));
      continue;
    }
    // A new loss brings its tiles by itself; they are held to show something.
    if (id.startsWith('loss-') && !wanted) {
      expect.soft(coloursOf(small), `${id} shows something`).toBeGreaterThan(20);
      continue;
    }
    if (share > most && wanted) writeFileSync(`${seen}/${id}.expected.png`, encodePng(enlarged(wanted)));
    expect
      .soft(share, `${id}: share of blocks that differ; look at ${seen}/${id}.png`)
      .toBeLessThanOrEqual(most);
  }
  const strays = readdirSync(kept).filter((name) => !ids.includes(name.replace(/\.png$/, '')));
  if (renews) for (const name of strays) rmSync(`${kept}/${name}`);
  else expect.soft(strays, 'kept pictures without a tile').toEqual([]);
  expect(trouble).toEqual([]);
});

test('the comparison sees what is left out, and not the size of letters', async ({ page }) => {
  test.skip(renews);
  await open(page);
  const box = await tile(page, 'circle-trained');
  const before = (await look(page, box)).small;
  const under = async (css: string): Promise<number> => {
    const style = await page.addStyleTag({ content: css });
    const share = difference(before, (await look(page, box)).small);
    await style.evaluate((element) => (element as Element).remove());
    return share;
  };
  // Letters a little wider, every edge smoothed otherwise.
  expect(
    await under('.pair text { letter-spacing: 0.03em } .pair .host { translate: 0.5px 0.5px }'),
  ).toBeLessThanOrEqual(most);
  for (const layer of ['canvas', '[data-layer="regions"]', '[data-layer="bands"]']) {
    const share = await under(`.pair ${layer} { visibility: hidden }`);
    expect(share, layer).toBeGreaterThan(2 * most);
  }
});

test('the gallery is accessible in both themes, takes down what is far, and speaks both languages', async ({
  page,
}) => {
  test.skip(renews);
  const trouble = watchForTrouble(page);
  await open(page);
  const panels = (id: string) => page.locator(`[data-tile="${id}"] .panel > *`);
  const scrollTo = (id: string) =>
    page
      .locator(`[data-tile="${id}"]`)
      .evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
  await expect
    .poll(async () => {
      await page.mouse.move(3, 3 + (Date.now() % 5));
      return panels('circle-trained').count();
    })
    .toBe(2);
  await expect(panels('challenge-open')).toHaveCount(0);
  await expect(page.locator('[data-drawn="false"]:has(.panel > *)')).toHaveCount(0, { timeout: 60_000 });
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.getByRole('radio', { name: '简体中文' }).check();
  await scrollTo('challenge-open');
  await expect(panels('challenge-open').getByRole('button').first()).toHaveText('揭晓');
  await expect(panels('circle-trained')).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(trouble).toEqual([]);
});

/** How many different colours its blocks have. */
const coloursOf = ({ rgb }: Picture): number =>
  new Set(Array.from({ length: rgb.length / 3 }, (_, i) => rgb.subarray(3 * i, 3 * i + 3).join())).size;

/** Blocks as large as they are on the page, to lie beside the whole picture. */
function enlarged({ width, height, rgb }: Picture): Picture {
  const large = { width: width * blockPx, height: height * blockPx };
  const out = new Uint8Array(large.width * large.height * 3);
  for (let y = 0; y < large.height; y++) {
    for (let x = 0; x < large.width; x++) {
      const from = 3 * (Math.floor(y / blockPx) * width + Math.floor(x / blockPx));
      out.set(rgb.subarray(from, from + 3), 3 * (y * large.width + x));
    }
  }
  return { ...large, rgb: out };
}
