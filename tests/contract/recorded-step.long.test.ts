/** The step in slow motion, trained again: the same code gives the same numbers. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { recordStep } from '../../tools/record-step';

it('is what record:step writes', { timeout: 600_000 }, async () => {
  const kept: unknown = JSON.parse(readFileSync('src/lib/ui/figures/slow-motion/step.json', 'utf8'));
  expect(await recordStep()).toEqual(kept);
});
