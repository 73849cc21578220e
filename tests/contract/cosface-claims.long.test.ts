/**
 * What the CosFace article concludes from three seeds is measured again. Another order of sums in a kernel moves a run as
 * another seed would; so what is held is what the article says, not its decimals.
 */
import { describe, expect, it } from 'vitest';
import { room, sphere } from '../../content/cosface/figures';
import { trainingConfig } from '../../src/lib/demo/plan';
import { follow, followAll } from '../support/course';

describe.each([1, 2, 3])('CosFace, seed %i', (seed) => {
  const configOf = (spec: typeof room) => trainingConfig({ ...spec, seed }, {}, (name) => name);

  it('loses classes on the circle with 0.35, and with 0.15 none', async () => {
    const [[, fits, tooLarge]] = await followAll({ config: configOf(room), readAt: [600] });
    expect(fits.accuracy).toBeGreaterThan(0.915);
    expect(fits.interDeg).toBeGreaterThan(25);
    expect(tooLarge.accuracy).toBeLessThan(0.9);
    expect(tooLarge.interDeg).toBeLessThan(18);
  }, 300_000);

  it('has its narrowest classes with 0.35 on the sphere, and is no worse', async () => {
    const [[none, small, large]] = await followAll({ config: configOf(sphere), readAt: [600] });
    expect(large.intraDeg).toBeLessThan(small.intraDeg - 1);
    expect(large.intraDeg).toBeLessThan(none.intraDeg - 2);
    expect(large.accuracy).toBeGreaterThan(small.accuracy - 0.003);
  }, 300_000);

  it('grows wider where the margin is raised beyond its room, and keeps its places', async () => {
    const config = configOf(room);
    const [before, after] = await follow({
      config: { ...config, runs: [config.runs[1]] },
      readAt: [600, 900],
      change: { afterStep: 600, settings: { m: 0.35 } },
    });
    expect(after.targetDeg).toBeGreaterThan(1.3 * before.targetDeg);
    expect(after.accuracy).toBeGreaterThan(0.9);
  }, 300_000);
});
