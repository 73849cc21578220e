/** Direct calls give the numbers on file; tests/browser/bits.spec.ts holds the page's worker to the same ones. */
import { expect, it } from 'vitest';
import expected from '../../support/first-steps.json';
import { firstSteps } from '../../support/first-steps';

it.each(['mlp', 'lenet'] as const)(
  'the first steps of %s on wasm, seed of the preset, to the bit',
  async (net) => {
    expect(await firstSteps(net, expected[net].length)).toEqual(expected[net]);
  },
);
