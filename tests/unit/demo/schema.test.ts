import { describe, expect, it } from 'vitest';
import { formatValue, parseValue } from '../../../src/lib/demo/query';
import { lossesOf, schemaOf } from '../../../src/lib/demo/schema';
import { classLosses, lossIds, marginLosses } from '../../../src/lib/loss/registry';
import { arcfaceDemo, demos, lockstepDemo, sphereDemo } from '../../support/demos';
import { settingsOf, type LossSpec } from '../../../src/lib/loss/spec';
import { targetLogitAt } from '../../../src/lib/loss/target-logit';

const alone = (id: string) => schemaOf({ ...arcfaceDemo, losses: [id] });

/** A scale that a loss finds by itself is no key. */
const settable = ({ parameters }: Pick<LossSpec, 'parameters'>) =>
  parameters.filter(({ derived }) => !derived);

describe('the keys of a demo', () => {
  it.each(classLosses.map((spec) => [spec.id, spec] as const))(
    'hold every parameter and option of %s',
    (id, spec) => {
      const schema = alone(id);
      for (const { name, default: value, min, max, step, unit, phase, integer } of settable(spec)) {
        const type = integer ? 'integer' : 'number';
        expect(schema[name]).toEqual({ type, default: value, min, max, step, unit, phase });
      }
      for (const { name, default: value, values, phase } of spec.options) {
        expect(schema[name]).toEqual({ type: 'enum', default: value, values, phase });
      }
    },
  );

  it('are those that every demo has, and no others', () => {
    const common = [
      'loss',
      'add',
      'relu',
      'norm',
      'ramp',
      'noise',
      'imbalance',
      'dim',
      'data',
      'people',
      'net',
      'seed',
      'lr',
      'batch',
      'backend',
    ];
    const shown = ['view', 'theme', 'controls', 'zoom', 'autoplay', 'step'];
    for (const spec of classLosses) {
      const { id, parameters, options, scale, target } = spec;
      const own = [...settable({ parameters }), ...options].map(({ name }) => name);
      const bias = scale === 'norms' ? ['bias'] : [];
      // Losses that add to the angle can send their gradient through acos; the others have none there.
      const isAngular = target && targetLogitAt(spec, settingsOf(spec), 1).dPsiDCos === undefined;
      const acos = isAngular ? ['acos'] : [];
      expect(Object.keys(alone(id)).sort()).toEqual([...common, ...shown, ...own, ...bias, ...acos].sort());
    }
  });

  it('offer every loss, up to five at once', () => {
    expect(alone('softmax').loss).toMatchObject({ type: 'list', values: lossIds, max: 5, phase: 'reset' });
  });

  it('follow the losses of the state, not of the preset', () => {
    const schema = schemaOf(arcfaceDemo, { loss: ['a-softmax'] });
    expect(schema.m).toMatchObject({ type: 'integer', unit: '1' });
    expect(schema).toHaveProperty('lambda');
    expect(schema).not.toHaveProperty('s');
    expect(lossesOf(arcfaceDemo, { loss: ['a-softmax', 'cosface'] }).map(({ id }) => id)).toEqual([
      'a-softmax',
      'cosface',
    ]);
  });

  it('belong to the first loss of several that share a name', () => {
    expect(schemaOf({ ...arcfaceDemo, losses: ['cosface', 'arcface'] }).m.unit).toBe('cos');
    expect(schemaOf({ ...arcfaceDemo, losses: ['arcface', 'cosface'] }).m.unit).toBe('rad');
  });

  it('take their defaults from the preset', () => {
    const schema = schemaOf(lockstepDemo);
    const defaults = Object.fromEntries(
      Object.entries(schema).map(([key, { default: value }]) => [key, value]),
    );
    expect(defaults).toMatchObject({
      loss: ['softmax', 'arcface'],
      s: 20,
      m: 0.3,
      safeguard: 'easy',
      gradient: 'exact',
      seed: 7,
      batch: 64,
      lr: 0.005,
      net: 'mlp',
      view: ['plane', 'circle', 'chart'],
      bias: true,
      relu: false,
      norm: true,
      ramp: true,
      backend: 'auto',
      theme: 'auto',
      autoplay: false,
      step: null,
    });
  });

  it('change the running trainer only where a loss says so; the set-up starts anew and the looks redraw', () => {
    const schema = schemaOf(lockstepDemo);
    const ofPhase = (phase: string) => Object.keys(schema).filter((key) => schema[key].phase === phase);
    expect(ofPhase('train').sort()).toEqual(['gradient', 'm', 's', 'safeguard']);
    expect(ofPhase('view').sort()).toEqual(['autoplay', 'controls', 'step', 'theme', 'view', 'zoom']);
  });

  it('have a default that they can take, whichever losses the reader chooses', () => {
    for (const spec of demos) {
      for (const first of lossIds) {
        for (const second of lossIds) {
          const loss = first === second ? [first] : [first, second];
          for (const [key, entry] of Object.entries(schemaOf(spec, { loss }))) {
            if (entry.default === null) continue;
            expect(parseValue(formatValue(entry.default), entry), `${spec.id}, ${loss}: ${key}`).toEqual({
              value: entry.default,
            });
          }
        }
      }
    }
  });

  it('leave a preset value that a chosen loss cannot take to its own default', () => {
    expect(schemaOf(sphereDemo).m.default).toBe(3);
    expect(schemaOf(sphereDemo, { loss: ['arcface'] })).toMatchObject({
      m: { default: 0.5 },
      gradient: { default: 'exact' },
    });
  });

  it('are refused for a loss that does not exist: that is an error of the author', () => {
    expect(() => alone('no-such-loss')).toThrow(/no-such-loss/);
  });
});

describe('the keys of free points', () => {
  const toy = (losses: readonly string[], settings = {}) =>
    schemaOf({ id: 'points', data: 'toy', losses, settings, sliders: [], views: [] });

  it.each(marginLosses.map((spec) => [spec.id, spec] as const))(
    'are those of %s, and what shakes',
    (id, spec) => {
      const own = [...settable(spec), ...spec.options].map(({ name }) => name);
      // Where a loss keeps the length of features, the length is a parameter.
      const norm = spec.scale === 's' ? [] : ['norm'];
      expect(Object.keys(toy([id])).sort()).toEqual(
        ['loss', 'data', 'theme', 'controls', 'zoom', 'temperature', 'view', ...norm, ...own].sort(),
      );
    },
  );

  it('hold one loss, no dataset, and the preset', () => {
    const schema = toy(['softmax'], { temperature: 0.5, norm: 30 });
    expect(schema.loss.max).toBe(1);
    expect(parseValue('softmax,arcface', schema.loss)).toEqual({ problem: 'out-of-range' });
    expect(schema.data).toMatchObject({ default: 'toy', values: ['toy'] });
    expect(parseValue('toy', alone('arcface').data)).toEqual({ problem: 'bad-value' });
    expect(schema.temperature).toMatchObject({ default: 0.5, min: 0.2, max: 2 });
    expect(schema.norm).toMatchObject({ type: 'number', default: 30, min: 1, max: 64 });
    expect(schema.view).toMatchObject({ default: 'circle', values: ['plane', 'circle', 'sphere'] });
    expect(parseValue('sphere', schema.view)).toEqual({ value: 'sphere' });
    expect(parseValue('map', schema.view)).toEqual({ problem: 'bad-value' });
  });
});
