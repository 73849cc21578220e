/** The sphere: what its shader paints, how the hand turns it, and what becomes of it when WebGL goes. */
import { expect, test, type Page } from '@playwright/test';
import type { Direction } from '../../src/lib/viz/shared-camera';
import { project, type Lens } from '../../src/lib/viz/sphere-lens';
import { bundlePage, callPage, openPage } from '../support/page-site';
import type { SpherePage, SphereScene } from '../support/sphere-page';
import { sphereScene } from '../support/sphere-scene';
import { sphereTruth, wrongPixels } from '../support/sphere-truth';

function call<K extends keyof SpherePage>(
  page: Page,
  name: K,
  ...args: Parameters<SpherePage[K]>
): Promise<Awaited<ReturnType<SpherePage[K]>>> {
  return callPage(page, 'sphere-page', name, args) as Promise<Awaited<ReturnType<SpherePage[K]>>>;
}

/** The colours that the drawing reads, and a page that can be scrolled. */
const style = `:root { --paper: #faf6ee; --ink: #231e19; --margin: #ad1457; --theta: #27489e; ${Array.from(
  { length: 10 },
  (_, c) => `--c${c}: #3973d9; --t${c}: #255ec2;`,
).join(' ')} } body { margin: 0; height: 3000px }`;

test.describe.configure({ timeout: 300_000 });

let page: Page;
test.beforeAll(async ({ browser, baseURL }) => {
  await bundlePage('sphere-page');
  page = await openPage(browser, baseURL!, 'sphere-page', style, { viewport: { width: 500, height: 400 } });
});
test.afterAll(() => page.close());

const scenes: readonly SphereScene[] = [
  sphereScene('softmax', {}, 1),
  sphereScene('modified-softmax', {}, 2),
  sphereScene('a-softmax', { m: 4, lambda: 0 }, 3),
  sphereScene('a-softmax', { m: 2, lambda: 5 }, 4, { classes: 3 }),
  sphereScene('cosface', { m: 0.35 }, 5),
  sphereScene('arcface', { m: 0.5, safeguard: 'linear' }, 6),
  sphereScene('arcface', { m: 0.3, safeguard: 'easy' }, 7, { classes: 4 }),
  sphereScene('arcface', { m: 1, safeguard: 'none' }, 8, { classes: 2 }),
  // Losses that raise other columns, and one with several weights a class.
  sphereScene('sphereface-r', { m: 1.5, version: 'v2' }, 9),
  sphereScene('sphereface2', { m: 0.3 }, 10, { classes: 5 }),
  sphereScene('combined', { m1: 1.2, m2: 0.2, m3: 0.1 }, 11),
  sphereScene('subcenter-arcface', { m: 0.3, K: 3 }, 12, { classes: 4, perClass: 3 }),
];
const everyCamera: readonly (readonly [Direction, number])[] = [
  [[0.3, 0.2, 1], 1],
  [[-1, 0.4, 0.1], 1],
  [[0.2, -1, -0.3], 1.6],
  [[-0.1, 0.3, -1], 4],
];
/** All but the first in the long tests. */
const cameras = process.env.MARGINALIA_FULL ? everyCamera : everyCamera.slice(0, 1);

test('regions and margin bands are those of the float64 reference, from every camera', async () => {
  const view = await call(page, 'open', 120, 120);
  for (const scene of scenes) {
    await call(page, 'show', view, scene);
    let [classes, refused] = [new Set<number>(), 0];
    for (const [direction, zoom] of cameras) {
      const name = `${scene.loss} ${JSON.stringify(scene.settings)} from ${direction.join()}`;
      await call(page, 'face', view, direction, zoom);
      const ids = (await call(page, 'regions', view))!;
      const lens = { ...ids.lens, rotation: Float64Array.from(ids.lens.rotation) };
      const truth = sphereTruth(scene, ids.width, ids.height, lens);
      expect(wrongPixels(ids.winner, truth.winner, ids.width), `${name}: regions`).toBe(0);
      expect(wrongPixels(ids.refused, truth.refused, ids.width), `${name}: bands`).toBe(0);
      classes = new Set([...classes, ...truth.winner]);
      refused += truth.refused.reduce((sum, flag) => sum + flag, 0);
    }
    // The comparison has something to compare.
    expect(classes.size, scene.loss).toBeGreaterThan(2);
    const hasBands = !['softmax', 'modified-softmax'].includes(scene.loss);
    expect(refused > 0, `${scene.loss} ${JSON.stringify(scene.settings)}`).toBe(hasBands);
  }
  await call(page, 'close', view);
});

test.describe('the hand', () => {
  const scene = sphereScene('arcface', { m: 0.5 }, 11, { samples: 40, spread: 0.05 });
  let view: number;
  test.beforeEach(async () => {
    view = await call(page, 'open', 400, 300);
    await call(page, 'show', view, scene);
    await page.evaluate(() => window.scrollTo(0, 0));
  });
  test.afterEach(() => call(page, 'close', view));

  const scrolled = (): Promise<number> => page.evaluate(() => window.scrollY);

  test('the wheel scrolls the page until the view was clicked, and again once the pointer left', async () => {
    await page.mouse.move(200, 150);
    await page.mouse.wheel(0, 100);
    await expect.poll(scrolled).toBe(100);
    expect((await call(page, 'pose', view)).zoom).toBe(1);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.mouse.click(200, 20);
    await page.mouse.wheel(0, -100);
    await expect.poll(async () => (await call(page, 'pose', view)).zoom).toBeGreaterThan(1.1);
    expect(await scrolled()).toBe(0);
    await page.mouse.move(450, 380);
    await page.mouse.move(200, 150);
    const { zoom } = await call(page, 'pose', view);
    await page.mouse.wheel(0, 100);
    await expect.poll(scrolled).toBe(100);
    expect((await call(page, 'pose', view)).zoom).toBe(zoom);
  });

  test('a drag carries the surface along', async () => {
    const before = await call(page, 'pose', view);
    await page.mouse.move(200, 150);
    await page.mouse.down();
    await page.mouse.move(230, 150, { steps: 4 });
    await page.mouse.up();
    const { orientation } = await call(page, 'pose', view);
    const cos = orientation.reduce((sum, value, k) => sum + value * before.orientation[k], 0);
    // 30 px of a radius of 120 px.
    expect(2 * Math.acos(Math.min(1, Math.abs(cos)))).toBeCloseTo(30 / 120, 2);
  });

  test('keys turn and zoom it, and a digit brings its class to the front', async () => {
    const walker = page.locator('[data-walker="sphere"]');
    await walker.focus();
    const before = await call(page, 'pose', view);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('+');
    const turned = await call(page, 'pose', view);
    expect(turned.orientation).not.toEqual(before.orientation);
    expect(turned.zoom).toBeCloseTo(1.25);
    await page.keyboard.press('7');
    await expect(page.locator('[data-view="sphere"]')).toHaveAttribute('aria-label', /Class 7 faces you/, {
      timeout: 5000,
    });
    // Plain arrows go on walking through the samples.
    await page.keyboard.press('ArrowRight');
    expect((await call(page, 'marks', view)).at(-1)).toMatchObject({ classIndex: null });
    await page.keyboard.press('Backspace');
    await expect.poll(async () => (await call(page, 'pose', view)).zoom).toBe(1);
  });

  test('a sample is marked where it is seen, and a class by its glyph, under a CSS transform too', async () => {
    for (const transform of ['', 'scale(0.8) translate(20px, 10px)']) {
      await page.evaluate((transform) => {
        const host = document.querySelector<HTMLElement>('[data-view="sphere"]')!.parentElement!;
        host.style.transform = transform;
        host.style.transformOrigin = '0 0';
      }, transform);
      const toPage = (x: number, y: number): [number, number] =>
        transform ? [0.8 * (x + 20), 0.8 * (y + 10)] : [x, y];
      const raw = await call(page, 'lens', view);
      const lens: Lens = { ...raw, rotation: Float64Array.from(raw.rotation) };
      // Of the samples on the near side one that is alone.
      const seen = scene.labels_n.map((_, n) => {
        const row = scene.embeddings_nd.slice(3 * n, 3 * n + 3);
        const norm = Math.hypot(...row);
        return { n, ...project(lens, row[0] / norm, row[1] / norm, row[2] / norm, { x: 0, y: 0, depth: 0 }) };
      });
      const near = seen.filter(({ depth }) => depth > 0.4);
      const alone = near.find((a) => near.every((b) => a === b || Math.hypot(a.x - b.x, a.y - b.y) > 9))!;
      await page.mouse.move(...toPage(alone.x, alone.y));
      await expect.poll(async () => (await call(page, 'marks', view)).at(-1)?.sample).toBe(alone.n);
      const glyph = page.locator('[data-layer="arrows"] g:not([visibility="hidden"]) text').first();
      const box = (await glyph.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      const name = await glyph.textContent();
      await expect.poll(async () => (await call(page, 'marks', view)).at(-1)?.classIndex).toBe(Number(name));
    }
  });
});

test('views that share a camera turn together', async () => {
  const scene = sphereScene('cosface', {}, 3);
  const first = await call(page, 'open', 150, 150);
  const second = await call(page, 'open', 150, 150, first);
  for (const view of [first, second]) await call(page, 'show', view, scene);
  await call(page, 'face', first, [0, 1, 0]);
  const [one, other] = [(await call(page, 'regions', first))!, (await call(page, 'regions', second))!];
  expect(other.winner).toEqual(one.winner);
  for (const view of [first, second]) await call(page, 'close', view);
});
