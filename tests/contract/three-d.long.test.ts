/** Three dimensions, three seeds: what holds for each of them. */
import { describe, expect, it } from 'vitest';
import { followThreeD, losses3d } from '../support/three-d';

describe.each([1, 2, 3])('in three dimensions, seed %i', (seed) => {
  it('five losses pass 95 % side by side, and ArcFace’s classes are narrower and further apart than Softmax’s', async () => {
    const [ends] = await followThreeD({ losses: losses3d, seed, readAt: [600] });
    losses3d.forEach((loss, run) => expect(ends[run].accuracy, loss).toBeGreaterThanOrEqual(0.95));
    const [softmax, arcface] = ['softmax', 'arcface'].map((loss) => ends[losses3d.indexOf(loss)]);
    expect(arcface.intraDeg).toBeLessThan(softmax.intraDeg);
    expect(arcface.interDeg).toBeGreaterThan(softmax.interDeg);
  }, 900_000);

  it('a margin raised from 0 to 0.5 lets the median angle fall by 40 % within 100 steps', async () => {
    const readings = await followThreeD({
      losses: ['arcface'],
      seed,
      settings: { m: 0 },
      readAt: [300, 325, 350, 375, 400],
      change: { afterStep: 300, settings: { m: 0.5 } },
    });
    const [before, ...after] = readings.map(([arcface]) => arcface.targetDeg);
    expect(Math.min(...after)).toBeLessThanOrEqual(0.6 * before);
  }, 300_000);
});
