/** Every backend trains, agrees with the others at the start, and is named on the page. */
import { expect, test, type Browser } from '@playwright/test';
import { chromium } from '@playwright/test';
import { findBrowser, quietFlags, webglFlags, webgpuFlags } from '../../tools/find-browser.mjs';
import { TrainerOnPage } from './trainer';

test.describe.configure({ timeout: 180_000 });

async function firstLosses(browser: Browser, baseURL: string, backend: string): Promise<number[]> {
  const page = await browser.newPage({ baseURL });
  const trainer = new TrainerOnPage(page);
  await trainer.open(`?net=mlp&backend=${backend}`);
  const losses: number[] = [];
  for (let step = 1; step <= 3; step++) {
    await trainer.press('Step');
    await trainer.waitForRest(step, 120_000);
    losses.push(await trainer.stat('loss'));
  }
  expect(await trainer.backend()).toContain(backend);
  if (backend !== 'cpu') {
    await trainer.page.goto(`en/arcface/?net=mlp&backend=${backend}&step=20`);
    await trainer.waitForRest(20, 120_000);
    losses.push(await trainer.stat('loss'));
  }
  await page.close();
  return losses;
}

for (const [backend, flags] of [
  ['wasm', []],
  ['webgl', webglFlags],
  ['webgpu', webgpuFlags],
] as const) {
  test(`mlp trains 20 steps on ${backend}; its first three agree with cpu`, async ({ baseURL }) => {
    const browser = await chromium.launch({ executablePath: findBrowser(), args: [...quietFlags, ...flags] });
    try {
      const reference = await firstLosses(browser, baseURL!, 'cpu');
      const losses = await firstLosses(browser, baseURL!, backend);
      for (let step = 0; step < 3; step++) {
        expect(Math.abs(losses[step] - reference[step]) / reference[step]).toBeLessThan(1e-3);
      }
      expect(losses[3]).toBeLessThan(losses[0]);
    } finally {
      await browser.close();
    }
  });
}

test('without WebGPU, WebGL and WebAssembly the page says so and still trains on cpu', async ({ page }) => {
  // No flag takes these from a worker, so the worker takes them from itself before anything asks.
  await page.route('**/trainer.worker*.js', async (route) => {
    const response = await route.fetch();
    const strip = 'delete self.WebAssembly; delete self.OffscreenCanvas;\n';
    await route.fulfill({ response, body: strip + (await response.text()) });
  });
  const trainer = new TrainerOnPage(page);
  await trainer.open('?net=mlp');
  await trainer.press('Step');
  await trainer.waitForRest(1, 60_000);
  expect(await trainer.backend()).toContain('cpu');
  await expect(trainer.figure.locator('[data-problem="only-cpu"]')).toContainText('no WebAssembly');
});

test('a backend that cannot run here is left out with its reason, and training goes on', async ({ page }) => {
  const trainer = new TrainerOnPage(page);
  await trainer.open('?net=mlp&backend=webgpu');
  await trainer.press('Step');
  await trainer.waitForRest(1, 60_000);
  expect(await trainer.backend()).toContain('wasm');
  await expect(trainer.figure.locator('[data-note="refused"]')).toContainText('webgpu');
});
