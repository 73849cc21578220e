/** The camera, played by Chromium from a film of a made face: found, enrolled, recognised; off when it should be. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { findBrowser, paintFlags, quietFlags, webglFlags } from '../../tools/find-browser.mjs';
import { madeFilm } from '../support/made-photographs';
import { violationsInBothThemes } from './axe';
import { watchForTrouble } from './trainer';

let browser: Browser;

test.afterEach(() => browser?.close());

async function open(baseURL: string, flags: readonly string[]): Promise<Page> {
  browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...quietFlags, ...webglFlags, ...paintFlags, ...flags],
  });
  const page = await browser.newPage({ baseURL });
  await page.goto('en/faces/', { waitUntil: 'networkidle' });
  // Its code comes when a reader is near.
  await page.locator('#photographs').scrollIntoViewIfNeeded();
  return page;
}

test('a face before the camera has a box and a bar; the camera goes off out of view', async ({
  baseURL,
}, info) => {
  test.setTimeout(120_000);
  mkdirSync(info.outputDir, { recursive: true });
  const film = join(info.outputDir, 'face.y4m');
  writeFileSync(film, madeFilm(0));
  const page = await open(baseURL!, [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  const trouble = watchForTrouble(page);
  const camera = page.locator('[data-camera]');
  const isLive = () =>
    camera
      .locator('video')
      .evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream | null)?.active);
  await expect(camera).toHaveAttribute('data-camera', 'off');
  await camera.getByRole('button', { name: 'Switch the camera on' }).click();
  await expect(camera).toHaveAttribute('data-camera', 'on');
  await expect(camera.getByText('The camera is on').first()).toBeVisible();
  await expect(camera).toHaveAttribute('data-faces', '1', { timeout: 60_000 });
  await expect(camera.locator('.box')).toHaveCount(1);
  await camera.getByLabel('Name').fill('Anna');
  await camera.getByRole('button', { name: 'Enrol the largest face' }).click();
  await expect
    .poll(async () => Number(await camera.locator('[data-person="Anna"]').getAttribute('data-cosine')))
    .toBeGreaterThan(0.98);
  expect(await violationsInBothThemes(page, '[data-camera]')).toEqual([]);
  expect(await isLive()).toBe(true);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(camera).toHaveAttribute('data-camera', 'off');
  expect(await isLive()).toBeFalsy();
  await expect(camera).toContainText('it was out of view');
  // Again, and away by its button.
  await camera.getByRole('button', { name: 'Switch the camera on' }).click();
  await expect(camera).toHaveAttribute('data-faces', '1', { timeout: 60_000 });
  await camera.getByRole('button', { name: 'Stop' }).click();
  await expect(camera).toContainText('The camera is off.');
  expect(await isLive()).toBeFalsy();
  expect(trouble).toEqual([]);
});

test('a camera that is refused, and one that is not there, are one sentence each', async ({ baseURL }) => {
  for (const [flags, sentence] of [
    [['--use-fake-device-for-media-stream', '--deny-permission-prompts'], 'The camera was not allowed'],
    [['--use-fake-ui-for-media-stream'], 'No camera was found'],
  ] as const) {
    const page = await open(baseURL!, flags);
    const camera = page.locator('[data-camera]');
    await camera.getByRole('button', { name: 'Switch the camera on' }).click();
    await expect(camera.getByRole('alert')).toContainText(sentence);
    await expect(camera).toHaveAttribute('data-camera', 'off');
    await browser.close();
  }
});
