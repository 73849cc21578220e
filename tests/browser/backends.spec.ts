/** Every backend trains, agrees with the others at the start, and is named on the page. */
import { expect, test, type Browser } from '@playwright/test';
import { chromium } from '@playwright/test';
import { findBrowser, quietFlags, webglFlags, webgpuFlags } from '../../tools/find-browser.mjs';
import { bundleGpuPage, call, openGpuPage } from '../support/gpu-site';
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
    await trainer.open(`?net=mlp&backend=${backend}&step=20`);
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

/**
 * How far numbers are apart: their largest difference, over the largest of `wanted`, or of a hundredth of `among`
 * where they are but the rounding of larger ones.
 */
function distance(values: readonly number[], wanted: readonly number[], among = 0): number {
  expect(values.length).toBe(wanted.length);
  const largest = Math.max(1e-3, among / 100, ...wanted.map(Math.abs));
  return Math.max(...values.map((value, i) => Math.abs(value - wanted[i]))) / largest;
}

test.describe('our programs', () => {
  test.beforeAll(bundleGpuPage);

  for (const { backend, flags, most } of [
    { backend: 'webgl', flags: webglFlags, most: { mlp: 110, lenet: 155 } },
    { backend: 'webgpu', flags: webgpuFlags, most: { mlp: 85, lenet: 110 } },
  ] as const) {
    test(`on ${backend} give the numbers of cpu, are few and read nothing back`, async ({ baseURL }) => {
      const browser = await chromium.launch({
        executablePath: findBrowser(),
        args: [...quietFlags, ...flags],
      });
      try {
        const page = await openGpuPage(browser, baseURL!);
        const nets = [
          { net: 'mlp', dim: 2 },
          { net: 'lenet', dim: 3 },
        ] as const;
        const measure = async (on: 'cpu' | typeof backend) => {
          await call(page, 'load', on);
          const updates = [...(await call(page, 'updates', 'adam')), ...(await call(page, 'updates', 'sgd'))];
          const losses: Record<string, number[][]> = {};
          const steps: number[][] = [];
          for (const { net, dim } of nets) {
            const own = await call(page, 'losses', net, 17, 12, dim, net === 'mlp');
            for (const [name, numbers] of Object.entries(own)) losses[`${net} ${name}`] = numbers;
            const taken = await call(page, 'steps', net, 16, 12);
            expect(taken.tensorsLeft).toBe(0);
            steps.push(...taken.results);
          }
          return { updates, losses, steps };
        };
        const wanted = await measure('cpu');
        const present = await measure(backend);
        await call(page, 'check');
        present.updates.forEach((values, i) => {
          expect(distance(values, wanted.updates[i])).toBeLessThan(1e-5);
        });
        for (const [name, numbers] of Object.entries(wanted.losses)) {
          const steepest = Math.max(...numbers.slice(1).flat().map(Math.abs));
          numbers.forEach((own, i) => {
            const far = distance(present.losses[name][i], own, i > 0 ? steepest : 0);
            expect(far, `${name}, tensor ${i}`).toBeLessThan(1e-4);
          });
        }
        present.steps.forEach((values, i) => expect(distance(values, wanted.steps[i])).toBeLessThan(1e-3));

        for (const { net } of nets) {
          const { launched, reads } = await call(page, 'step', net);
          expect(reads).toBe(0);
          expect(launched.length).toBeGreaterThan(20);
          expect(launched.length, launched.join(' ')).toBeLessThanOrEqual(most[net]);
        }
      } finally {
        await browser.close();
      }
    });

    test(`on ${backend} are compiled ahead, which changes no bit of a run`, async ({ baseURL }) => {
      const browser = await chromium.launch({
        executablePath: findBrowser(),
        args: [...quietFlags, ...flags],
      });
      try {
        const page = await openGpuPage(browser, baseURL!);
        const { warm, cold } = await call(page, 'warmUp', backend, 'mlp', ['arcface', 'softmax']);
        // The rest reads, or rounds off: it has to run to be compiled. The first frame's reading is its own.
        expect(warm.ahead).toBeGreaterThan(4 * warm.rehearsed);
        expect(warm.late).toBeLessThanOrEqual(1);
        expect(warm.taken).toEqual(cold.taken);
        expect(warm.frames).toEqual(cold.frames);
        expect([warm.tensorsLeft, cold.tensorsLeft]).toEqual([0, 0]);
      } finally {
        await browser.close();
      }
    });
  }
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
