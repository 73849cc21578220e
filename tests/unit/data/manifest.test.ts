import { describe, expect, it } from 'vitest';
import { DataUnavailableError } from '../../../src/lib/data/errors';
import { parseManifest } from '../../../src/lib/data/manifest';

const sha256 = 'ab'.repeat(32);
const shard = { file: `${sha256.slice(0, 16)}.bin`, sha256, bytes: 100, count: 3 };
const good = {
  format: 'marginalia-dataset',
  version: 1,
  name: 'dots',
  width: 2,
  height: 2,
  bitsPerPixel: 4,
  classNames: ['a', 'b'],
  splits: { train: { count: 6, shards: [shard, shard] }, probe: { count: 3, shards: [shard] } },
  card: { title: 't', source: 's', credit: 'c', licence: 'l', licenceUrl: 'u', processing: 'p', splits: 's' },
};

/** A copy of `good` with the field at `path` set to `value`. */
function withField(path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(good)) as Record<string, unknown>;
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as typeof at, copy);
  parent[keys.at(-1)!] = value;
  return copy;
}

describe('a dataset manifest', () => {
  it('that is good comes back, without fields that nobody knows', () => {
    expect(parseManifest(good)).toEqual(good);
    expect(parseManifest({ ...good, extra: 1 })).toEqual(good);
    const unseen = { classNames: ['c', 'd', 'e'], count: 3, shards: [shard] };
    expect(parseManifest({ ...good, unseen })).toEqual({ ...good, unseen });
    const jitter = { mirror: true, shiftPx: 4 };
    expect(parseManifest({ ...good, jitter })).toEqual({ ...good, jitter });
    const card = { ...good.card, consent: 'given', bias: 'none known', notConclude: 'much' };
    expect(parseManifest({ ...good, card })).toEqual({ ...good, card });
  });

  it.each([
    ['format', 'other', 'format should be'],
    ['version', 2, 'version should be 1'],
    ['name', '', 'name should be a text'],
    ['width', 0, 'width should be a whole number'],
    ['height', 2.5, 'height should be a whole number'],
    ['bitsPerPixel', 5, 'bitsPerPixel should be 4 or 8'],
    ['classNames', 'ab', 'classNames should be a list'],
    ['classNames', ['a'], 'classNames should hold 2 to 256'],
    ['classNames.1', 7, 'classNames[1] should be a text'],
    ['splits', undefined, 'splits should be an object'],
    ['splits.probe', null, 'splits.probe should be an object'],
    ['splits.train.count', 7, 'splits.train.count is 7, yet its shards hold 6'],
    ['splits.train.shards.1.sha256', 'xyz', 'splits.train.shards[1].sha256 should be 64'],
    ['splits.train.shards.0.file', '../../secret.bin', 'splits.train.shards[0].file should be'],
    ['splits.train.shards.0.bytes', '100', 'splits.train.shards[0].bytes should be a whole number'],
    ['jitter', { mirror: 1, shiftPx: 4 }, 'jitter.mirror should be true or false'],
    ['jitter', { mirror: true, shiftPx: -1 }, 'jitter.shiftPx should be a whole number'],
    ['unseen', { count: 3, shards: [shard] }, 'unseen.classNames should be a list'],
    ['unseen', { classNames: ['c'], count: 3, shards: [shard] }, 'unseen.classNames should hold 2 to 256'],
    [
      'unseen',
      { classNames: ['c', 'd'], count: 4, shards: [shard] },
      'unseen.count is 4, yet its shards hold 3',
    ],
    ['card.bias', '', 'card.bias should be a text'],
    ['card.licence', undefined, 'card.licence should be a text'],
  ])('whose %s is %j is refused in one sentence', (path, value, sentence) => {
    let error: unknown;
    try {
      parseManifest(withField(path, value), 'dots.json');
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(DataUnavailableError);
    expect(error).toMatchObject({ code: 'format', file: 'dots.json' });
    expect((error as Error).message).toContain(sentence);
  });

  it.each([[null], [1], ['text'], [[]], [undefined]])('that is %j is refused', (json) => {
    expect(() => parseManifest(json)).toThrow('the whole should be an object');
  });
});
