/**
 * Direct calls give the numbers on file. tests/browser/bits.spec.ts holds the page's worker on wasm to the same ones to
 * the bit, tests/browser/backends.spec.ts webgl and webgpu within a thousandth.
 */
import { expect, it } from 'vitest';
import expected from '../../support/first-steps.json';
import { firstSteps } from '../../support/first-steps';

it.each(['mlp', 'lenet'] as const)(
  'the first steps of %s on wasm, seed of the preset, to the bit',
  async (net) => {
    expect(await firstSteps(net, expected[net].length)).toEqual(expected[net]);
  },
);

it('the first three steps of mlp on cpu are within a thousandth of those on wasm', async () => {
  for (const [i, loss] of (await firstSteps('mlp', 3, 'cpu')).entries()) {
    expect(Math.abs(loss / expected.mlp[i] - 1)).toBeLessThan(1e-3);
  }
});
