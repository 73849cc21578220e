import { describe, expect, it } from 'vitest';
import { naturalOrder } from '../../../../src/lib/data/import/natural-order';
import { hasImageEnding, identityOf, isPassedOver } from '../../../../src/lib/data/import/paths';
import { isProbe, splitIdentities } from '../../../../src/lib/data/import/split-identities';

const people = (counts: readonly number[]) => counts.map((count, i) => ({ name: `s${i + 1}`, count }));
const held = (count: number, spares = true): number[] =>
  Array.from({ length: count }, (_, i) => i).filter((i) => isProbe(i, count, spares));

describe('natural order', () => {
  it('counts', () => {
    expect(['s10', 's2', 's1', 'a', 's02', 's', 'S3', 's2b', '10', '9'].sort(naturalOrder)).toEqual([
      '9',
      '10',
      'S3',
      'a',
      's',
      's1',
      's02',
      's2',
      's2b',
      's10',
    ]);
    expect(naturalOrder('x99999999999999999999', 'x100000000000000000000')).toBeLessThan(0);
  });
});

describe('the split of identities', () => {
  it('keeps the last quarter unseen where there are eight', () => {
    const { training, unseen } = splitIdentities(people(new Array(10).fill(5)).reverse());
    expect(training).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8']);
    expect(unseen).toEqual(['s9', 's10']);
    expect(splitIdentities(people(new Array(7).fill(5))).unseen).toEqual([]);
    expect(splitIdentities(people(new Array(40).fill(10))).unseen).toHaveLength(10);
  });

  it('leaves out who has fewer than two images, and counts them for nothing', () => {
    const split = splitIdentities(people([5, 1, 5, 0, 5, 5, 5, 5, 2]));
    expect(split.tooFew).toEqual(['s2', 's4']);
    expect(split.training).toEqual(['s1', 's3', 's5', 's6', 's7', 's8', 's9']);
    expect(split.unseen).toEqual([]);
  });

  it('trains on the 256 with the most images', () => {
    // 400 identities: 300 to train on, of which the last 44 have fewer images.
    const split = splitIdentities(people(Array.from({ length: 400 }, (_, i) => (i < 256 ? 6 : 5))));
    expect(split.training).toHaveLength(256);
    expect(split.training.at(-1)).toBe('s256');
    expect(split.unseen).toHaveLength(100);
    expect(split.beyondLabels).toEqual(Array.from({ length: 44 }, (_, i) => `s${257 + i}`));
  });
});

describe('held-out images', () => {
  it('are every fifth, and the last of three or four', () => {
    expect(held(2)).toEqual([]);
    expect(held(3)).toEqual([2]);
    expect(held(4)).toEqual([3]);
    expect(held(5)).toEqual([4]);
    expect(held(9)).toEqual([4]);
    expect(held(10)).toEqual([4, 9]);
  });

  it('are the second of two where nobody has more', () => {
    expect(held(2, false)).toEqual([1]);
  });
});

describe('a path', () => {
  it('says whom a file shows', () => {
    expect(identityOf('s1/1.pgm')).toBe('s1');
    expect(identityOf('lfw/Ann_Lee/Ann_Lee_0001.jpg')).toBe('Ann_Lee');
    expect(identityOf('1.pgm')).toBeNull();
  });

  it('says what is looked at', () => {
    expect(['a/.x/1.png', '__MACOSX/1.png', 'a/thumbs.db', '.git/x'].every(isPassedOver)).toBe(true);
    expect(['a/1.png', 'a.b/1.png', 'README'].some(isPassedOver)).toBe(false);
    expect(['1.PNG', 'a.jpeg', 'a.jpg', 'a.gif', 'a.pgm'].every(hasImageEnding)).toBe(true);
    expect(['README', 'png', 'a.png.txt', 'a.webp'].some(hasImageEnding)).toBe(false);
  });
});
