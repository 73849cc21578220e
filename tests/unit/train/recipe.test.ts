/** What each switch of a recipe promises; numbers worked out by hand from the ramps' definitions. */
import { describe, expect, it } from 'vitest';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { arcface } from '../../../src/lib/loss/arcface';
import { cosface } from '../../../src/lib/loss/cosface';
import { losses } from '../../../src/lib/loss/registry';
import { softmax } from '../../../src/lib/loss/softmax';
import { hasUnitFeatures, settingsOf, type LossSpec } from '../../../src/lib/loss/spec';
import { effectiveSettings, learningRateAt, marginRampSpan, recipeFor } from '../../../src/lib/train/recipe';

const at = (spec: LossSpec, step: number, settings = {}, changes = {}) =>
  effectiveSettings(spec, settingsOf(spec, settings), recipeFor(spec, changes), step);

describe('ramps', () => {
  // s: a quarter at step 0, all at 200. m: nothing up to 50, all at 250.
  it.each([
    { step: 0, s: 8, m: 0 },
    { step: 50, s: 14, m: 0 },
    { step: 100, s: 20, m: 0.1 },
    { step: 150, s: 26, m: 0.2 },
    { step: 200, s: 32, m: 0.3 },
    { step: 250, s: 32, m: 0.4 },
    { step: 5000, s: 32, m: 0.4 },
  ])('bring ArcFace from 32 and 0.4 to $s and $m at step $step', ({ step, s, m }) => {
    const effective = at(arcface, step, { s: 32, m: 0.4 });
    expect(effective.s).toBeCloseTo(s, 12);
    expect(effective.m).toBeCloseTo(m, 12);
    expect(at(cosface, step, { s: 32, m: 0.4 })).toMatchObject({ s: effective.s, m: effective.m });
  });

  it('let options through', () => {
    expect(at(arcface, 10, { safeguard: 'easy', gradient: 'straight-through' })).toMatchObject({
      safeguard: 'easy',
      gradient: 'straight-through',
    });
  });

  // λ of the step's 1-based number n is 1000 / (1 + 1.2 n), but never below the slider.
  it.each([
    { step: 0, lambda: 1000 / 2.2 },
    { step: 9, lambda: 1000 / 13 },
    { step: 99, lambda: 1000 / 121 },
    { step: 999, lambda: 5 },
  ])(
    'bring λ down to $lambda at step $step, with its floor at 5, and leave the whole m',
    ({ step, lambda }) => {
      const effective = at(aSoftmax, step, { m: 3, lambda: 5 });
      expect(effective.lambda).toBeCloseTo(lambda, 10);
      expect(effective.m).toBe(3);
    },
  );

  it('bring λ as near to 0 as the steps allow where its floor is 0', () => {
    expect(at(aSoftmax, 599, { lambda: 0 }).lambda).toBeCloseTo(1000 / 721, 10);
  });

  it('are absent where switched off: the slider is what counts', () => {
    for (const spec of losses) {
      expect(at(spec, 0, {}, { ramp: false })).toEqual(settingsOf(spec));
      expect(marginRampSpan(spec, recipeFor(spec, { ramp: false }))).toBeNull();
    }
  });

  it('tell where a margin still grows: from step 50 to 250, for margins that can be a fraction', () => {
    expect(marginRampSpan(arcface, recipeFor(arcface))).toEqual([50, 250]);
    expect(marginRampSpan(cosface, recipeFor(cosface))).toEqual([50, 250]);
    expect(marginRampSpan(aSoftmax, recipeFor(aSoftmax))).toBeNull();
    expect(marginRampSpan(softmax, recipeFor(softmax))).toBeNull();
  });

  it('never overshoot the slider and never move away from it', () => {
    for (const spec of losses) {
      const settings = settingsOf(spec);
      for (const { name, role } of spec.parameters) {
        const goal = settings[name] as number;
        let previous = Infinity;
        for (let step = 0; step <= 1000; step += 10) {
          const gap = Math.abs((at(spec, step)[name] as number) - goal);
          expect(gap).toBeLessThanOrEqual(previous + 1e-12);
          previous = gap;
        }
        if (role !== 'blend') expect(previous).toBe(0);
      }
    }
  });
});

describe('the learning rate', () => {
  it.each([
    [0, 0.05],
    [150, 0.05 * (0.2 + (0.8 * (1 + Math.SQRT1_2)) / 2)],
    [300, 0.05 * 0.6],
    [600, 0.05 * 0.2],
    [100_000, 0.05 * 0.2],
  ])('at step %i is %d, from 0.05 to a fifth of it over 600 steps', (step, rate) => {
    const recipe = recipeFor(arcface, { learningRate: 0.05, decaySteps: 600, decayFloor: 0.2 });
    expect(learningRateAt(recipe, step)).toBeCloseTo(rate, 12);
  });

  it('without a floor ends at 0', () => {
    const recipe = recipeFor(arcface, { learningRate: 1, decaySteps: 10, decayFloor: 0 });
    expect([0, 5, 10, 11].map((step) => learningRateAt(recipe, step))).toEqual(
      [1, 0.5, 0, 0].map((rate) => expect.closeTo(rate, 12)),
    );
  });

  it('by default stays alive for ever, so that a slider still moves the features', () => {
    for (const spec of losses) {
      const recipe = recipeFor(spec);
      const last = learningRateAt(recipe, 1e6);
      expect(last).toBeGreaterThanOrEqual(0.05 * recipe.learningRate);
      expect(last).toBeLessThan(0.5 * recipe.learningRate);
      expect(learningRateAt(recipe, 0)).toBe(recipe.learningRate);
    }
  });
});

describe('the default recipe', () => {
  it('normalises the embedding where the loss divides by its norm, and nowhere else', () => {
    const withWeights = losses.filter(({ kind }) => kind !== 'pairwise');
    const normalised = withWeights.filter((spec) => recipeFor(spec).normEmbedding).map(({ id }) => id);
    expect(normalised).toEqual(withWeights.filter((spec) => hasUnitFeatures(spec)).map(({ id }) => id));
    expect(normalised).not.toContain('softmax');
    expect(normalised).toContain('arcface');
  });

  it('has a bias for Softmax alone', () => {
    expect(losses.filter((spec) => recipeFor(spec).bias).map(({ id }) => id)).toEqual(['softmax']);
  });

  it('gives way to every change', () => {
    const changes = {
      learningRate: 0.5,
      decaySteps: 3,
      decayFloor: 0.9,
      evenWeights: false,
      normHidden: false,
    };
    const more = { normEmbedding: false, relu: true, bias: true, ramp: false, acos: true };
    expect(recipeFor(arcface, { ...changes, ...more })).toEqual({ ...changes, ...more });
  });
});

describe('a moved slider', () => {
  const recipe = recipeFor(arcface);

  it('warms the learning rate up to two fifths of the first and lets it decay over 150 steps', () => {
    expect(learningRateAt(recipe, 1000, 1000)).toBeCloseTo(0.4 * recipe.learningRate, 12);
    expect(learningRateAt(recipe, 1075, 1000)).toBeCloseTo(0.2 * recipe.learningRate, 12);
    expect(learningRateAt(recipe, 1150, 1000)).toBe(learningRateAt(recipe, 1150));
  });

  it('never lowers it', () => {
    for (let step = 0; step < 800; step += 10) {
      expect(learningRateAt(recipe, step, 5)).toBeGreaterThanOrEqual(learningRateAt(recipe, step));
    }
  });
});
