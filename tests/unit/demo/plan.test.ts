import { describe, expect, it } from 'vitest';
import { backendChoice, lossSettings, trainingConfig, valuesOf } from '../../../src/lib/demo/plan';
import { arcface } from '../../../src/lib/loss/arcface';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { cosface } from '../../../src/lib/loss/cosface';
import { arcfaceDemo, lockstepDemo, sphereDemo } from '../../support/demos';

const url = (name: string) => `https://data.test/${name}/`;

describe('the training that a demo asks for', () => {
  it('is the preset where nobody changed anything', () => {
    expect(trainingConfig(lockstepDemo, {}, url)).toEqual({
      runs: [
        { loss: 'softmax', settings: {}, recipe: { learningRate: 0.005, relu: false, bias: true } },
        {
          loss: 'arcface',
          settings: { s: 20, m: 0.3, safeguard: 'easy', gradient: 'exact' },
          recipe: { learningRate: 0.005, relu: false, bias: true },
        },
      ],
      backbone: 'mlp',
      dim: 2,
      batchSize: 64,
      seed: 7,
      datasetUrl: 'https://data.test/mnist/',
    });
    expect(trainingConfig(arcfaceDemo, {}, url)).toMatchObject({
      backbone: 'lenet',
      dim: 2,
      batchSize: 128,
      seed: 1,
    });
  });

  it('follows what the reader set', () => {
    const state = { loss: ['cosface'], m: 0.2, seed: 9, batch: 32, net: 'lenet', lr: 0.5 };
    expect(trainingConfig(lockstepDemo, state, url)).toMatchObject({
      runs: [{ loss: 'cosface', settings: { s: 20, m: 0.2 }, recipe: { learningRate: 0.5 } }],
      backbone: 'lenet',
      batchSize: 32,
      seed: 9,
    });
    expect(backendChoice(arcfaceDemo, {})).toBe('auto');
    expect(backendChoice(arcfaceDemo, { backend: 'wasm' })).toBe('wasm');
  });

  it('switches ingredients of the recipe off and on, and leaves the rest to the loss', () => {
    const recipe = (state: Record<string, boolean | number>, spec = arcfaceDemo) =>
      trainingConfig(spec, state, url).runs[0].recipe;
    expect(recipe({})).toEqual({ relu: false });
    expect(recipe({ relu: true })).toEqual({ relu: true });
    expect(recipe({ norm: false })).toEqual({ relu: false, normHidden: false, normEmbedding: false });
    expect(recipe({ ramp: false })).toEqual({ relu: false, ramp: false });
    expect(recipe({ bias: false }, lockstepDemo)).toMatchObject({ bias: false });
  });

  it('sets a learning rate where someone chose one, and else leaves each loss its own', () => {
    expect(trainingConfig(arcfaceDemo, {}, url).runs[0].recipe).not.toHaveProperty('learningRate');
    expect(trainingConfig(arcfaceDemo, { lr: 0.07 }, url).runs[0].recipe.learningRate).toBe(0.07);
    expect(trainingConfig({ ...arcfaceDemo, lr: 0.03 }, {}, url).runs[0].recipe.learningRate).toBe(0.03);
    expect(trainingConfig({ ...arcfaceDemo, lr: 0.03 }, { lr: 0.07 }, url).runs[0].recipe.learningRate).toBe(
      0.07,
    );
  });

  it('can be sent to a worker', () => {
    const config = trainingConfig(lockstepDemo, { m: 0.1 }, url);
    expect(structuredClone(config)).toEqual(config);
  });
});

describe('the sliders of one loss', () => {
  it('take what their own range allows, since a key may belong to another loss', () => {
    const both = { ...arcfaceDemo, losses: ['arcface', 'a-softmax', 'cosface'] };
    expect(lossSettings(arcface, both, { m: 0.8 }).m).toBe(0.8);
    expect(lossSettings(aSoftmax, both, { m: 0.8 }).m).toBe(4);
    expect(lossSettings(aSoftmax, both, { m: 1 }).m).toBe(1);
    expect(lossSettings(cosface, both, { m: 0.8 }).m).toBe(0.6);
    expect(lossSettings(cosface, both, { m: 0.6 }).m).toBe(0.6);
    expect(lossSettings(cosface, both, { m: 0 }).m).toBe(0);
  });

  it('take options by name only', () => {
    expect(lossSettings(aSoftmax, sphereDemo, {}).gradient).toBe('sphereface-authors');
    const both = { ...sphereDemo, losses: ['a-softmax', 'cosface'] };
    expect(lossSettings(cosface, both, {}).gradient).toBe('exact');
    expect(lossSettings(cosface, both, { gradient: 'straight-through' }).gradient).toBe('straight-through');
  });
});

it('the values of all keys are the state over the preset', () => {
  const values = valuesOf(lockstepDemo, { m: 0, relu: true });
  expect(values).toMatchObject({ m: 0, s: 20, relu: true, norm: true, seed: 7, step: null });
});
