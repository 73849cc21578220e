import { describe, expect, it } from 'vitest';
import {
  backendChoice,
  runSettings,
  trainingConfig,
  valuesOf,
  withSettings,
} from '../../../src/lib/demo/plan';
import { readQuery } from '../../../src/lib/demo/query';
import { schemaOf } from '../../../src/lib/demo/schema';
import type { DemoSpec, DemoState } from '../../../src/lib/demo/demo-spec';
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

  it('changes training images as the demo says, unless the reader took another set', () => {
    const jitter = { mirror: true, shiftPx: 0 };
    const spec = { ...arcfaceDemo, data: 'faces', jitter };
    expect(trainingConfig(spec, {}, url).jitter).toEqual(jitter);
    expect(trainingConfig(spec, { data: 'mnist' }, url)).not.toHaveProperty('jitter');
    expect(trainingConfig(arcfaceDemo, {}, url)).not.toHaveProperty('jitter');
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

  it('leaves the bias to each loss with raw class weights until someone chooses, and tells others nothing of it', () => {
    const biases = (state: DemoState) =>
      trainingConfig(
        { ...lockstepDemo, losses: ['softmax', 'l-softmax', 'triplet', 'arcface'] },
        state,
        url,
      ).runs.map(({ recipe }) => recipe?.bias);
    // What ArcFace is told does nothing.
    expect(biases({}).slice(0, 3)).toEqual([true, false, undefined]);
    expect(biases({ bias: true }).slice(0, 3)).toEqual([true, true, undefined]);
    expect(biases({ bias: false }).slice(0, 3)).toEqual([false, false, undefined]);
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

describe('runs with settings of their own', () => {
  const margins: DemoSpec = {
    ...sphereDemo,
    settings: { lambda: 5 },
    runs: [{ m: 1 }, { m: 2 }, { m: 4, lambda: 0 }],
  };
  const five: DemoSpec = {
    ...arcfaceDemo,
    losses: ['softmax', 'a-softmax', 'cosface', 'arcface'],
    runs: [{}, { m: 4 }, { m: 0.35 }, {}],
  };
  const settingsIn = (spec: DemoSpec, state: DemoState) =>
    trainingConfig(spec, state, url).runs.map(({ loss, settings }) => [loss, settings.m, settings.lambda]);

  it('are one loss several times, each with its own above what is set for all', () => {
    expect(settingsIn(margins, {})).toEqual([
      ['a-softmax', 1, 5],
      ['a-softmax', 2, 5],
      ['a-softmax', 4, 0],
    ]);
    expect(settingsIn(margins, { lambda: 9 }).map(([, , lambda]) => lambda)).toEqual([9, 9, 0]);
  });

  it('have no key for what every one of them has for itself; a shared key belongs to the first that has it not', () => {
    expect(Object.keys(schemaOf(margins))).not.toContain('m');
    expect(schemaOf(margins)).toHaveProperty('lambda');
    expect(readQuery('?m=3', margins).notices).toEqual([{ kind: 'unknown-key', key: 'm', value: '3' }]);
    expect(schemaOf(five).m).toMatchObject({ unit: 'rad', default: 0.5 });
    expect(settingsIn(five, { m: 0.2 }).map(([loss, m]) => [loss, m])).toEqual([
      ['softmax', undefined],
      ['a-softmax', 4],
      ['cosface', 0.35],
      ['arcface', 0.2],
    ]);
  });

  it('leave the sliders where they stood: those of the runs that follow them', () => {
    const back = (spec: DemoSpec, state: DemoState) =>
      withSettings(
        {},
        trainingConfig(spec, state, url).runs.map(({ settings }) => settings),
        spec,
      );
    const moved: DemoState[] = [{}, { m: 0.2 }, { s: 24 }, { m: 0.1, s: 8, safeguard: 'clamp' }];
    for (const state of moved) {
      expect(back(five, state)).toEqual(state);
      expect(back(arcfaceDemo, state)).toEqual(state);
    }
    const decayed: DemoState[] = [{}, { lambda: 9 }];
    for (const state of decayed) expect(back(margins, state)).toEqual(state);
  });

  it('go with their losses when the reader chooses others', () => {
    expect(settingsIn(five, { loss: ['cosface'] }).map(([, m]) => m)).toEqual([0.35]);
    expect(settingsIn(margins, { loss: ['arcface'] })).toHaveLength(1);
    expect(schemaOf(margins, { loss: ['arcface'] }).m.unit).toBe('rad');
    expect(settingsIn(five, { loss: ['arcface', 'cosface'], m: 0.1 }).map(([, m]) => m)).toEqual([0.1, 0.35]);
  });
});

describe('the sliders of one loss', () => {
  it('take what their own range allows, since a key may belong to another loss', () => {
    const both = { ...arcfaceDemo, losses: ['arcface', 'a-softmax', 'cosface'] };
    expect(runSettings({ loss: arcface, own: {} }, both, { m: 0.8 }).m).toBe(0.8);
    expect(runSettings({ loss: aSoftmax, own: {} }, both, { m: 0.8 }).m).toBe(4);
    expect(runSettings({ loss: aSoftmax, own: {} }, both, { m: 1 }).m).toBe(1);
    expect(runSettings({ loss: cosface, own: {} }, both, { m: 0.8 }).m).toBe(0.6);
    expect(runSettings({ loss: cosface, own: {} }, both, { m: 0.6 }).m).toBe(0.6);
    expect(runSettings({ loss: cosface, own: {} }, both, { m: 0 }).m).toBe(0);
  });

  it('take options by name only', () => {
    expect(runSettings({ loss: aSoftmax, own: {} }, sphereDemo, {}).gradient).toBe('sphereface-authors');
    const both = { ...sphereDemo, losses: ['a-softmax', 'cosface'] };
    expect(runSettings({ loss: cosface, own: {} }, both, {}).gradient).toBe('exact');
    expect(runSettings({ loss: cosface, own: {} }, both, { gradient: 'straight-through' }).gradient).toBe(
      'straight-through',
    );
  });
});

it('the values of all keys are the state over the preset', () => {
  const values = valuesOf(lockstepDemo, { m: 0, relu: true });
  expect(values).toMatchObject({ m: 0, s: 20, relu: true, norm: true, seed: 7, step: null });
});
