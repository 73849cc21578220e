/** Contract 2: the query holds what differs from the preset, comes back as it was, and never throws. */
import { lossIds, termIds } from '../../../src/lib/loss/registry';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainingConfig } from '../../../src/lib/demo/plan';
import { formatValue, parseValue, readQuery, writeQuery } from '../../../src/lib/demo/query';
import { schemaOf } from '../../../src/lib/demo/schema';
import { arcfaceDemo, demos, lockstepDemo, sphereDemo, stateOf } from '../../support/demos';

const page = ['arcface', 'side-by-side', 'sphere'];
const kinds = (search: string, spec = arcfaceDemo) =>
  readQuery(search, spec).notices.map(({ kind, key }) => `${kind} ${key}`);

describe.each(demos.map((spec) => [spec.id, spec] as const))('the query of %s', (_, spec) => {
  it('of the preset is empty, wherever the demo stands on its page', () => {
    expect(writeQuery({}, spec)).toBe('');
    expect(writeQuery({}, spec, page)).toBe('');
    expect(readQuery('', spec)).toEqual({ state: {}, notices: [] });
  });

  it('brings any state back, alone and on a page of several (fast-check seed 11)', () => {
    fc.assert(
      fc.property(stateOf(spec), (state) => {
        expect(readQuery(writeQuery(state, spec), spec)).toEqual({ state, notices: [] });
        const search = writeQuery(state, spec, page);
        expect(readQuery(search, spec, page)).toEqual({ state, notices: [] });
        for (const other of demos) {
          if (other.id !== spec.id)
            expect(readQuery(search, other, page)).toEqual({ state: {}, notices: [] });
        }
      }),
      { seed: 11, numRuns: 120 },
    );
  });

  it('holds no key at its preset value', () => {
    const schema = schemaOf(spec);
    const preset = Object.fromEntries(Object.entries(schema).map(([key, entry]) => [key, entry.default]));
    expect(writeQuery(preset, spec)).toBe('');
    const spelled = new URLSearchParams(
      Object.entries(preset)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => [key, formatValue(value)]),
    );
    expect(readQuery(`?${spelled}`, spec)).toEqual({ state: {}, notices: [] });
  });

  it('survives any text, and what it takes can be trained (fast-check seed 12)', () => {
    const keys = fc.oneof(
      fc.constantFrom(...Object.keys(schemaOf(spec)), 'fig', '__proto__', 'constructor', 'toString'),
      fc.string(),
    );
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'NaN',
        'Infinity',
        '-1',
        '1e999',
        '0x10',
        '',
        ' ',
        'arcface,,',
        '__proto__',
        '1,2',
        'softmax,arcface',
      ),
      fc.double().map(String),
    );
    const pairs = fc.array(fc.tuple(keys, values), { maxLength: 8 });
    const queries = fc.oneof(
      fc.string({ unit: 'binary' }),
      pairs.map((list) => `?${new URLSearchParams(list)}`),
      pairs.map((list) => list.map(([key, value]) => `${key}=${value}`).join('&')),
    );
    fc.assert(
      fc.property(queries, (search) => {
        const { state, notices } = readQuery(search, spec, page);
        const schema = schemaOf(spec, state);
        for (const [key, value] of Object.entries(state)) {
          expect(Object.hasOwn(schema, key)).toBe(true);
          expect(parseValue(formatValue(value), schema[key])).toHaveProperty('value');
        }
        for (const notice of notices) expect(typeof notice.value).toBe('string');
        trainingConfig(spec, state, (name) => name);
        // What is written of it is read without complaint.
        expect(readQuery(writeQuery(state, spec, page), spec, page).notices).toEqual([]);
      }),
      { seed: 12, numRuns: 150 },
    );
  });
});

describe('the spelling', () => {
  it('is plain: commas in lists, 0 and 1 for switches, losses that differ', () => {
    expect(writeQuery({ loss: ['softmax', 'cosface'], relu: true, m: 0.35, seed: 3 }, arcfaceDemo)).toBe(
      '?loss=softmax,cosface&relu=1&m=0.35&seed=3',
    );
    expect(writeQuery({ norm: false }, arcfaceDemo)).toBe('?norm=0');
  });

  it('names the figure where it is not the first of the page', () => {
    expect(writeQuery({ m: 0.1 }, arcfaceDemo, page)).toBe('?m=0.1');
    expect(writeQuery({ m: 0.1 }, lockstepDemo, page)).toBe('?fig=side-by-side&m=0.1');
    expect(readQuery('?fig=side-by-side&m=0.1', lockstepDemo, page).state).toEqual({ m: 0.1 });
    expect(readQuery('?fig=side-by-side&m=0.1', arcfaceDemo, page).state).toEqual({});
  });

  it('drops what the present losses do not have', () => {
    expect(writeQuery({ loss: ['softmax'], m: 0.1, s: 4 }, arcfaceDemo)).toBe('?loss=softmax');
  });

  it('takes the first of a key that stands twice', () => {
    expect(readQuery('?m=0.1&m=0.2', arcfaceDemo)).toEqual({ state: { m: 0.1 }, notices: [] });
  });

  it('takes up to five losses, in lock-step, none twice', () => {
    expect(
      readQuery('?loss=softmax,arcface,cosface,a-softmax,modified-softmax', arcfaceDemo).state.loss,
    ).toHaveLength(5);
    expect(kinds('?loss=softmax,softmax')).toEqual(['bad-value loss']);
    expect(kinds('?loss=softmax,nothing')).toEqual(['bad-value loss']);
  });

  it('takes no list longer than its key allows', () => {
    const entry = { type: 'list', default: [], values: ['a', 'b', 'c'], max: 2, phase: 'view' } as const;
    expect(parseValue('c,a', entry)).toEqual({ value: ['c', 'a'] });
    expect(parseValue('a,b,c', entry)).toEqual({ problem: 'out-of-range' });
  });

  it('reads further keys by the losses of the query, whatever their order', () => {
    expect(readQuery('?lambda=2&m=3&loss=a-softmax', arcfaceDemo)).toEqual({
      state: { loss: ['a-softmax'], lambda: 2, m: 3 },
      notices: [],
    });
    expect(kinds('?lambda=2')).toEqual(['unknown-key lambda']);
  });
});

describe('terms beside the loss', () => {
  it('bring their own keys, whatever the order of the query, and are written back', () => {
    const query = '?center-weight=0.2&add=center,intra';
    expect(readQuery(query, arcfaceDemo)).toEqual({
      state: { add: ['center', 'intra'], 'center-weight': 0.2 },
      notices: [],
    });
    expect(writeQuery({ add: ['center', 'intra'], 'center-weight': 0.2 }, arcfaceDemo)).toBe(
      '?add=center,intra&center-weight=0.2',
    );
    expect(kinds('?center-weight=0.2')).toEqual(['unknown-key center-weight']);
  });

  it('go beside losses that can have them', () => {
    expect(readQuery('?loss=triplet&add=center', arcfaceDemo).state.add).toEqual(['center']);
    expect(kinds('?loss=triplet&add=intra')).toEqual(['bad-value add']);
    expect(readQuery('?loss=softmax&add=inter', arcfaceDemo).notices).toEqual([]);
  });

  it('of a preset can be taken away', () => {
    const spec = { ...arcfaceDemo, add: ['center'] };
    expect(writeQuery({ add: [] }, spec)).toBe('?add=');
    expect(readQuery('?add=', spec)).toEqual({ state: { add: [] }, notices: [] });
  });
});

describe('notices', () => {
  it('name an unknown key', () => {
    expect(readQuery('?colour=red', arcfaceDemo)).toEqual({
      state: {},
      notices: [{ kind: 'unknown-key', key: 'colour', value: 'red' }],
    });
  });

  it.each([
    ['m=wide', '0.5', '0 – 1'],
    ['safeguard=maybe', 'linear', 'none, linear, clamp, easy'],
    ['relu=yes', '0', '0, 1'],
    ['loss=', 'arcface', lossIds.join(', ')],
    ['add=arcface', '', termIds.join(', ')],
    ['seed=1.5', '1', '0 – 2147483647'],
    ['dim=4', '2', '2, 3, 16, 64, 128'],
    [
      'view=plane,plane',
      'circle,chart',
      'plane, circle, sphere, map, angles, pairs, roc, curve, boundary, chart',
    ],
  ])('name a value that cannot be (%s), what stands instead and what could', (pair, used, allowed) => {
    const [key, value] = pair.split('=');
    expect(readQuery(`?${pair}`, arcfaceDemo)).toEqual({
      state: {},
      notices: [{ kind: 'bad-value', key, value, used, allowed }],
    });
  });

  it.each([
    ['m=1.01', '0.5', '0 – 1'],
    ['s=-3', '16', '1 – 64'],
    ['batch=100000', '128', '2 – 512'],
    ['step=-1', '', '0 – 1000000'],
  ])('name a value outside its range (%s)', (pair, used, allowed) => {
    const [key, value] = pair.split('=');
    expect(readQuery(`?${pair}`, arcfaceDemo).notices).toEqual([
      { kind: 'out-of-range', key, value, used, allowed },
    ]);
  });

  it('name a figure that the page does not have; its settings go to the first', () => {
    const { state, notices } = readQuery('?fig=gone&m=0.2', arcfaceDemo, page);
    expect(state).toEqual({ m: 0.2 });
    expect(notices).toEqual([
      { kind: 'unknown-figure', key: 'fig', value: 'gone', used: 'arcface', allowed: page.join(', ') },
    ]);
    expect(readQuery('?fig=gone&m=0.2', sphereDemo, page)).toEqual({ state: {}, notices: [] });
  });

  it('say nothing of a value at either end of its range', () => {
    expect(kinds('?m=0&s=64')).toEqual([]);
    expect(kinds('?m=1&s=1')).toEqual([]);
  });
});

describe('a choice of classes', () => {
  const six = { ...arcfaceDemo, data: 'faces', people: [0, 1, 2, 3, 4, 5] };

  it('is written by number, with commas, and read back into what is trained', () => {
    expect(writeQuery({ people: ['5', '38', '39'] }, six)).toBe('?people=5,38,39');
    const { state, notices } = readQuery('?people=5,38,39', six);
    expect(notices).toEqual([]);
    expect(trainingConfig(six, state, (name) => name).people).toEqual([5, 38, 39]);
    expect(trainingConfig(six, {}, (name) => name).people).toEqual([0, 1, 2, 3, 4, 5]);
    expect(trainingConfig(arcfaceDemo, {}, (name) => name)).not.toHaveProperty('people');
  });

  it('of the preset can be taken away: all are trained on', () => {
    expect(writeQuery({ people: [] }, six)).toBe('?people=');
    const { state } = readQuery('?people=', six);
    expect(trainingConfig(six, state, (name) => name)).not.toHaveProperty('people');
  });

  it('may be any classes of the set that the query names, whatever the order of the query', () => {
    expect(readQuery('?people=0,39&data=faces-hard', arcfaceDemo).state.people).toEqual(['0', '39']);
    expect(readQuery('?people=0,200&data=mine-album', arcfaceDemo).state.people).toEqual(['0', '200']);
    expect(kinds('?people=3,8')).toEqual([]);
    expect(kinds('?people=3,10')).toEqual(['bad-choice people']);
  });

  it('goes with the set that it was made in; the made sets show the same people', () => {
    const train = (search: string) =>
      trainingConfig(six, readQuery(search, six).state, (name) => name).people;
    expect(train('?data=faces-easy')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(train('?data=mnist')).toBeUndefined();
  });

  it.each(['7', '1,1', '0,40', '0,1.5', 'Anna,Ben', '0,1,2,3,4,5,6,7,8,9,10', ',', '0,,1'])(
    'that cannot be (%s) is named once, with what could',
    (people) => {
      expect(readQuery(`?people=${people}`, six)).toEqual({
        state: {},
        notices: [
          { kind: 'bad-choice', key: 'people', value: people, used: '0,1,2,3,4,5', allowed: '0 – 39' },
        ],
      });
    },
  );
});
