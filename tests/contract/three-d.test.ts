/**
 * Three dimensions, trained as in a reader's browser: in Node, on wasm, with the bits that the browser has (first-steps
 * shows it). Which losses from which seeds, and how far: docs/model.md.
 */
import { describe, expect, it } from 'vitest';
import { followThreeD, losses3d } from '../support/three-d';

describe('in three dimensions', () => {
  it('ArcFace with its margin raised from 0 to 0.5 draws its classes together, by 40 % within 100 steps, seed 3', async () => {
    const readings = await followThreeD({
      losses: ['arcface'],
      seed: 3,
      settings: { m: 0 },
      readAt: [300, 350, 400],
      change: { afterStep: 300, settings: { m: 0.5 } },
    });
    const [before, ...after] = readings.map(([arcface]) => arcface.targetDeg);
    expect(Math.min(...after)).toBeLessThanOrEqual(0.6 * before);
    // It began wide: what falls is not rounding.
    expect(before).toBeGreaterThan(10);
  }, 240_000);

  // All five, from three seeds: three-d.long.test.ts.
  it.each(losses3d.filter((loss) => loss === 'softmax' || loss === 'arcface'))(
    '%s decides 95 % of the held-out digits rightly by its own rule within 600 steps, seed 2',
    async (loss) => {
      const readings = await followThreeD({
        losses: [loss],
        seed: 2,
        readAt: [200, 225, 250, 300, 350, 400, 500, 600],
        until: ([{ accuracy }]) => accuracy >= 0.95,
      });
      expect(readings.at(-1)![0].accuracy).toBeGreaterThanOrEqual(0.95);
    },
    240_000,
  );
});
