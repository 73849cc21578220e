import { describe, expect, it } from 'vitest';
import { fuseFlip } from '../../../src/lib/metric/flip-fusion';
import { cumulativeMatch, firstByGallerySize, ranksOf } from '../../../src/lib/metric/identification';

const at = (deg: number, length = 1) => [
  length * Math.cos((deg * Math.PI) / 180),
  length * Math.sin((deg * Math.PI) / 180),
];
const identities = (degrees: number[], labels_n: number[]) => ({
  embeddings_nd: Float64Array.from(degrees.flatMap((deg, i) => at(deg, 1 + i))),
  labels_n,
});

describe('ranks', () => {
  const gallery = identities([0, 90, 180], [0, 1, 2]);

  it('count the identities that lie nearer', () => {
    expect([...ranksOf(identities([10, 100, 100, 100], [0, 1, 2, 0]), gallery, 2)]).toEqual([1, 1, 2, 3]);
  });

  it('count an identity once, and its best image', () => {
    const several = identities([0, 5, 90, 180], [0, 0, 1, 2]);
    expect([...ranksOf(identities([70, 2], [2, 0]), several, 2)]).toEqual([3, 1]);
  });

  it('earn nothing where all embeddings are alike', () => {
    const alike = identities([20, 20, 20], [0, 1, 2]);
    expect([...ranksOf(identities([20], [1]), alike, 2)]).toEqual([3]);
  });

  it('are infinite for a stranger and for a probe without a direction', () => {
    expect([...ranksOf(identities([20], [7]), gallery, 2)]).toEqual([Infinity]);
    expect([...ranksOf({ embeddings_nd: new Float64Array(2), labels_n: [0] }, gallery, 2)]).toEqual([
      Infinity,
    ]);
  });

  it('add up to the cumulative match', () => {
    expect([...cumulativeMatch([1, 1, 3, Infinity], 3)]).toEqual([0.5, 0.5, 0.75]);
  });
});

describe('the first of a smaller gallery', () => {
  it('is the mean over every gallery of that size, counted one by one', () => {
    // Before the own person rank so many of the five others.
    const before = [0, 0, 1, 3, 5];
    const people = 6;
    const ranks = before.map((r) => r + 1);
    const first_g = firstByGallerySize(cumulativeMatch(ranks, people));
    for (let size = 1; size <= people; size++) {
      let [met, galleries] = [0, 0];
      for (let drawn = 0; drawn < 1 << (people - 1); drawn++) {
        const others = Array.from({ length: people - 1 }, (_, other) => (drawn >> other) & 1);
        if (others.reduce((sum, one) => sum + one, 0) !== size - 1) continue;
        galleries++;
        // The first r of the others are those that rank before.
        met += before.filter((r) => others.slice(0, r).every((one) => one === 0)).length / before.length;
      }
      expect(first_g[size - 1]).toBeCloseTo(met / galleries, 12);
    }
  });
});

describe('flip fusion', () => {
  it('puts an image and its mirror together in four ways', () => {
    const [of, mirrored] = [
      [3, 4],
      [0, 2],
    ];
    expect([...fuseFlip(of, mirrored, 'single')]).toEqual([3, 4]);
    expect([...fuseFlip(of, mirrored, 'sum')]).toEqual([3, 6]);
    expect([...fuseFlip(of, mirrored, 'concat')]).toEqual([3, 4, 0, 2]);
    expect([...fuseFlip(of, mirrored, 'concat-of-units')]).toEqual([0.6, 0.8, 0, 1]);
  });
});
