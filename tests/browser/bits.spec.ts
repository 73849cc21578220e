/** The worker in the browser computes what direct calls compute in Node: the same seed, the same bits. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { TrainerOnPage } from './trainer';

const expected = JSON.parse(readFileSync('tests/support/first-steps.json', 'utf8')) as Record<
  string,
  number[]
>;

for (const net of ['mlp', 'lenet']) {
  test(`the first steps of ${net} on wasm agree with Node to the bit, by kernels that are named`, async ({
    page,
  }) => {
    const trainer = new TrainerOnPage(page);
    await trainer.open(`?backend=wasm&net=${net}`);
    for (const [i, loss] of expected[net].entries()) {
      await trainer.press('Step');
      await trainer.waitForRest(i + 1, 60_000);
      await expect.poll(() => trainer.stat('loss')).toBe(loss);
    }
    expect(await trainer.backend()).toBe('wasm · SIMD kernels');
  });
}
