/** Programs on graphics cards, and backends that are missing. All of them, training, at the edges, compiled ahead: backends.long.spec.ts. */
import { expect, test } from '@playwright/test';
import { bundleGpuPage } from '../support/gpu-site';
import { comparePrograms } from './our-programs';
import { TrainerOnPage } from './trainer';

test.describe.configure({ timeout: 180_000 });

test.describe('our programs', () => {
  test.beforeAll(bundleGpuPage);

  // Every loss is a head of its own; what lies below the head does not know which one it is.
  test(
    'on webgl give the numbers of cpu, are few and read nothing back',
    { tag: '@long' },
    async ({ baseURL }) => {
      const losses = ['softmax', 'arcface'];
      await comparePrograms('webgl', baseURL!, [{ net: 'mlp', dim: 2, losses, withOptions: false }]);
    },
  );
});

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
