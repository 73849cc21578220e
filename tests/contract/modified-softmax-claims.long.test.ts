/**
 * What the article on modified Softmax quotes as measured is measured again, where it concludes something from it.
 * Another order of sums in a kernel gives every run another history, so numbers are held within the difference that
 * seeds make.
 */
import { expect, it } from 'vitest';
import { featureLengths } from '../../content/modified-softmax/measured';
import { lossById } from '../../src/lib/loss/registry';
import { settingsOf, type LossSettings } from '../../src/lib/loss/spec';
import { median } from '../../src/lib/metric/class-angles';
import type { Recipe } from '../../src/lib/train/recipe';
import { follow, followAll } from '../support/course';

const seeds = [1, 2, 3];
const runOf = (loss: string, settings: LossSettings = {}, recipe: Partial<Recipe> = {}) => ({
  loss,
  settings: settingsOf(lossById(loss)!, settings),
  recipe,
});
const configOf = (seed: number, ...runs: ReturnType<typeof runOf>[]) => ({
  runs,
  backbone: 'lenet' as const,
  dim: 2,
  seed,
  batchSize: 128,
});

it('features go on growing after step 600, and the accuracy does not', async () => {
  const { steps, values_seedStep } = featureLengths;
  const ends = [];
  for (const seed of seeds) {
    const [before, after] = await follow({
      config: configOf(seed, runOf('modified-softmax')),
      readAt: [600, 1800],
    });
    expect(after.featureNorm).toBeGreaterThan(1.2 * before.featureNorm);
    expect(Math.abs(after.accuracy - before.accuracy)).toBeLessThan(0.012);
    ends.push(after.featureNorm);
  }
  const said = median(values_seedStep.map((values) => values[steps.indexOf(1800)]));
  expect(Math.abs(median(ends) - said)).toBeLessThan(5);
}, 900_000);

it('with a long tail unit weights beat raw ones without a bias, and Softmax by angle', async () => {
  const gains = [];
  for (const seed of seeds) {
    const config = {
      ...configOf(seed, runOf('softmax'), runOf('softmax', {}, { bias: false }), runOf('modified-softmax')),
      spoiling: { noise: 0, imbalance: 50 },
    };
    const [[raw, noBias, unit]] = await followAll({ config, readAt: [600] });
    expect(unit.accuracy).toBeLessThan(0.9);
    gains.push({ own: unit.accuracy - noBias.accuracy, angle: unit.accuracy - raw.cosineAccuracy });
  }
  expect(median(gains.map(({ own }) => own))).toBeGreaterThan(0);
  expect(median(gains.map(({ angle }) => angle))).toBeGreaterThan(0.03);
}, 900_000);

it('NormFace learns with s = 1, and goes wrong with s = 64', async () => {
  for (const seed of seeds) {
    const config = configOf(seed, runOf('normface', { s: 1 }), runOf('normface', { s: 64 }));
    const [[small, large]] = await followAll({ config, readAt: [600] });
    expect(small.targetDeg).toBeLessThan(6);
    expect(large.targetDeg).toBeGreaterThan(8);
    expect(large.accuracy).toBeLessThan(0.9);
  }
}, 900_000);
