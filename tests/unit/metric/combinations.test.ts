import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import { combinationsOf, countTriplets } from '../../../src/lib/metric/combinations';

it.each([
  [2, 2],
  [3, 4],
  [5, 1],
])('of %i people with %i pictures: as many as there are, one by one', (people, images) => {
  const labels = Array.from({ length: people * images }, (_, n) => n % people);
  const found = { genuine: 0, impostors: 0, triplets: 0 };
  labels.forEach((a, i) =>
    labels.forEach((b, j) => {
      if (j > i) found[a === b ? 'genuine' : 'impostors']++;
      labels.forEach((c) => {
        if (i !== j && a === b && c !== a) found.triplets++;
      });
    }),
  );
  expect(combinationsOf(people, images)).toEqual(found);
});

describe('triplets of an embedding', () => {
  it('are counted as a triple loop counts them', () => {
    const rng = createRng(4);
    const rows = Array.from({ length: 18 }, () => {
      const row = [rng.gaussian(), rng.gaussian(), rng.gaussian()];
      return row.map((value) => value / Math.hypot(...row));
    });
    const labels = rows.map((_, n) => n % 4);
    const cos = (a: number, b: number) => rows[a].reduce((sum, value, k) => sum + value * rows[b][k], 0);
    const far = (a: number, b: number) => Math.hypot(...rows[a].map((value, k) => value - rows[b][k]));
    const found = { wrong: 0, within: 0, silent: 0 };
    for (let a = 0; a < 18; a++)
      for (let p = 0; p < 18; p++)
        for (let n = 0; n < 18; n++) {
          if (p === a || labels[p] !== labels[a] || labels[n] === labels[a]) continue;
          const apart = far(a, n) - far(a, p);
          found[apart <= 0 ? 'wrong' : apart <= 0.3 ? 'within' : 'silent']++;
        }
    const cosines = rows.flatMap((_, a) => rows.map((_unused, b) => cos(a, b)));
    expect(countTriplets(cosines, labels, 0.3)).toEqual(found);
    expect(Math.min(...Object.values(found))).toBeGreaterThan(20);
  });
});
