/** What the ArcFace article and its challenge quote as measured is measured again, by the commands named there. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as series from '../../content/arcface/measured';
import { settingsOf } from '../../src/lib/loss/spec';
import { lossById } from '../../src/lib/loss/registry';
import type { BackboneId } from '../../src/lib/train/protocol';
import { follow } from '../support/course';
import { measuredTable } from '../support/measured-table';

const configOf = (loss: string, backbone: string, seed: number, settings: Record<string, number> = {}) => ({
  runs: [{ loss, settings: settingsOf(lossById(loss)!, settings), recipe: {} }],
  backbone: backbone as BackboneId,
  dim: 2,
  seed,
  batchSize: 128,
});

/** `m=0.5` */
const settingOf = (text: string): Record<string, number> => {
  const [name, value] = text.split('=');
  return { [name]: Number(value) };
};

const courses = Object.entries(series).flatMap(([name, { command, seeds, steps, values_seedStep }]) =>
  seeds.map((seed, i) => ({ name, command, seed, steps, values: values_seedStep[i] })),
);

it.each(courses)(
  '$name, seed $seed, is what its command measures',
  async ({ command, seed, steps, values }) => {
    const text = { type: 'string', default: '' } as const;
    const { values: asked } = parseArgs({
      args: command.split(' -- ')[1].split(' '),
      options: { losses: text, net: text, seeds: text, steps: text, every: text, set: text, change: text },
    });
    expect(asked.seeds.split(',')).toContain(String(seed));
    expect(Math.max(...steps)).toBeLessThanOrEqual(Number(asked.steps));
    const [afterStep, changed] = asked.change.split(':');
    const readings = await follow({
      config: configOf(asked.losses, asked.net, seed, settingOf(asked.set)),
      readAt: steps,
      change: { afterStep: Number(afterStep), settings: settingOf(changed) },
    });
    readings.forEach(({ targetDeg, step }, i) => {
      expect(Math.abs(targetDeg - values[i]), `${targetDeg} at step ${step}`).toBeLessThan(0.0051);
    });
  },
  200_000,
);

const table = measuredTable(readFileSync('docs/model.md', 'utf8'));
/** The rows that the article quotes, and how they were trained. */
const quoted = { Softmax: 'softmax', 'modified Softmax': 'modified-softmax', ArcFace: 'arcface' };

describe.each(Object.entries(quoted))('%s in the table of losses', (name, loss) => {
  const row = table.find((each) => each.name === name)!;
  it.each([1, 2, 3])(
    'seed %i, stands where it is trained to in 600 steps',
    async (seed) => {
      const [reading] = await follow({ config: configOf(loss, 'lenet', seed), readAt: [600] });
      expect((100 * reading.accuracy).toFixed(1)).toBe(row.accuracy[seed - 1]);
      expect((100 * reading.cosineAccuracy).toFixed(1)).toBe(row.byAngle[seed - 1]);
      expect(reading.targetDeg.toFixed(1)).toBe(row.targetDeg[seed - 1]);
    },
    200_000,
  );
});
