/** Twenty steps on every backend, and every loss with every option under both networks on graphics cards. */
import { expect, test, type Browser } from '@playwright/test';
import { classLosses } from '../../src/lib/loss/registry';
import { bundleGpuPage, inBrowserWith } from '../support/gpu-site';
import { comparePrograms, expectCompiledAhead, expectFiniteAtEdges } from './our-programs';
import { TrainerOnPage } from './trainer';

test.describe.configure({ timeout: 300_000 });

async function firstLosses(browser: Browser, baseURL: string, backend: string): Promise<number[]> {
  const page = await browser.newPage({ baseURL });
  const trainer = new TrainerOnPage(page);
  await trainer.open(`?net=mlp&backend=${backend}`);
  const taken: number[] = [];
  for (let step = 1; step <= 3; step++) {
    await trainer.press('Step');
    await trainer.waitForRest(step, 120_000);
    taken.push(await trainer.stat('loss'));
  }
  expect(await trainer.backend()).toContain(backend);
  if (backend !== 'cpu') {
    await trainer.open(`?net=mlp&backend=${backend}&step=20`);
    await trainer.waitForRest(20, 120_000);
    taken.push(await trainer.stat('loss'));
  }
  await page.close();
  return taken;
}

for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
  test(`mlp trains 20 steps on ${backend}; its first three agree with cpu`, async ({ baseURL }) => {
    await inBrowserWith(backend, async (browser) => {
      const reference = await firstLosses(browser, baseURL!, 'cpu');
      const present = await firstLosses(browser, baseURL!, backend);
      for (let step = 0; step < 3; step++) {
        expect(Math.abs(present[step] - reference[step]) / reference[step]).toBeLessThan(1e-3);
      }
      expect(present[3]).toBeLessThan(present[0]);
    });
  });
}

test.describe('our programs', () => {
  test.beforeAll(bundleGpuPage);

  for (const backend of ['webgl', 'webgpu'] as const) {
    test(`on ${backend} are finite at every angle, 0 and π included, and on another class’s weight`, async ({
      baseURL,
    }) => {
      await expectFiniteAtEdges(backend, baseURL!);
    });

    test(`on ${backend} are compiled ahead, which changes no bit of a run`, async ({ baseURL }) => {
      await expectCompiledAhead(backend, baseURL!);
    });

    test(`on ${backend} give the numbers of cpu for every loss and option`, async ({ baseURL }) => {
      const every = classLosses.map(({ id }) => id);
      await comparePrograms(backend, baseURL!, [
        { net: 'mlp', dim: 2, losses: every, withOptions: true },
        { net: 'lenet', dim: 3, losses: every, withOptions: false },
      ]);
    });
  }
});
