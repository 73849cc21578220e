/** Backends train, agree with the others at the start, and are named on the page. All of them, for longer: backends.long.spec.ts. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { articleLosses } from '../support/article-losses';
import { bundleGpuPage, inBrowserWith } from '../support/gpu-site';
import { comparePrograms, expectCompiledAhead, expectFiniteAtEdges } from './our-programs';
import { TrainerOnPage } from './trainer';

test.describe.configure({ timeout: 180_000 });

/** Losses on wasm to the bit (bits.spec.ts), from which cpu is a thousandth away at most (unit/train/first-steps). */
const reference = JSON.parse(readFileSync('tests/support/first-steps.json', 'utf8')).mlp as number[];

test('mlp trains on webgl: its first two steps agree with the other backends', async ({ baseURL }) => {
  await inBrowserWith('webgl', async (browser) => {
    const trainer = new TrainerOnPage(await browser.newPage({ baseURL }));
    await trainer.open('?net=mlp&backend=webgl');
    for (const [i, loss] of reference.slice(0, 2).entries()) {
      await trainer.press('Step');
      await trainer.waitForRest(i + 1, 120_000);
      expect(Math.abs((await trainer.stat('loss')) / loss - 1), `step ${i + 1}`).toBeLessThan(1e-3);
    }
    expect(await trainer.backend()).toContain('webgl');
  });
});

test.describe('our programs', () => {
  test.beforeAll(bundleGpuPage);

  test('on webgl are finite at every angle, 0 and π included, and on another class’s weight', async ({
    baseURL,
  }) => {
    await expectFiniteAtEdges('webgl', baseURL!, articleLosses);
  });

  // Every loss is a head of its own; what lies below the head does not know which one it is. The losses of the
  // articles on webgl, two of them on webgpu; all others in backends.long.spec.ts.
  for (const [backend, losses] of [
    ['webgl', articleLosses],
    ['webgpu', ['softmax', 'arcface']],
  ] as const) {
    test(`on ${backend} give the numbers of cpu, are few and read nothing back`, async ({ baseURL }) => {
      await comparePrograms(backend, baseURL!, [{ net: 'mlp', dim: 2, losses, withOptions: false }]);
    });
  }

  test('on webgl are compiled ahead, which changes no bit of a run', async ({ baseURL }) => {
    await expectCompiledAhead('webgl', baseURL!);
  });
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
