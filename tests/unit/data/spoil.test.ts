/** A training set spoiled on purpose: shares, what stays where a setting moves, and the seed. */
import { describe, expect, it } from 'vitest';
import { keptShare, spoilShard } from '../../../src/lib/data/spoil';
import { TrainingMix } from '../../../src/lib/train/training-mix';

const classes = 10;
const labels = Int32Array.from({ length: 4000 }, (_, n) => n % classes);
const spoil = (noise: number, imbalance: number, seed = 3, shard = 0) =>
  spoilShard(labels, classes, { noise, imbalance }, seed, shard);
const wrong = ({ source_n, labels_n }: ReturnType<typeof spoil>) =>
  [...labels_n.keys()].filter((n) => labels_n[n] !== labels[source_n[n]]);

describe('labels made wrong, seed 3', () => {
  it('are as many as asked for, and each other class alike', () => {
    expect(wrong(spoil(0, 1))).toEqual([]);
    const spoiled = spoil(0.4, 1);
    expect(wrong(spoiled).length / labels.length).toBeCloseTo(0.4, 1);
    const steps = new Array<number>(classes).fill(0);
    for (const n of wrong(spoiled)) steps[(spoiled.labels_n[n] - labels[n] + classes) % classes]++;
    expect(steps[0]).toBe(0);
    for (const count of steps.slice(1))
      expect(Math.abs(count / wrong(spoiled).length - 1 / 9)).toBeLessThan(0.03);
  });

  it('stay wrong, and the same, where more become so', () => {
    const [less, more] = [spoil(0.2, 1), spoil(0.5, 1)];
    for (const n of wrong(less)) expect(more.labels_n[n]).toBe(less.labels_n[n]);
  });

  it('are others for another seed or shard, and the same for the same', () => {
    expect(spoil(0.3, 1)).toEqual(spoil(0.3, 1));
    expect(spoil(0.3, 1, 4).labels_n).not.toEqual(spoil(0.3, 1).labels_n);
    expect(spoil(0.3, 1, 3, 1).labels_n).not.toEqual(spoil(0.3, 1).labels_n);
  });
});

describe('a long tail, seed 3', () => {
  it('keeps r^(−c/(C − 1)) of class c, and no place stays empty', () => {
    expect([0, 9].map((c) => keptShare(c, classes, 100))).toEqual([1, 0.01]);
    const { source_n, labels_n } = spoil(0, 20);
    const counts = new Array<number>(classes).fill(0);
    labels_n.forEach((label, n) => {
      expect(label).toBe(labels[source_n[n]]);
      counts[label]++;
    });
    const all = Array.from({ length: classes }, (_, c) => keptShare(c, classes, 20)).reduce((a, b) => a + b);
    counts.forEach((count, c) => {
      expect(Math.abs(count / labels.length - keptShare(c, classes, 20) / all)).toBeLessThan(0.03);
    });
  });
});

it('a mix draws each place from its own shard', () => {
  const shardCounts = [10, 20];
  const mix = new TrainingMix(5, { noise: 0.5, imbalance: 10 }, shardCounts, classes, (n) => n % classes);
  const { indices, labels_n } = mix.draw(Int32Array.from({ length: 30 }, (_, n) => n));
  indices.forEach((index, n) => expect(index < 10).toBe(n < 10));
  expect([...labels_n].some((label, n) => label !== indices[n] % classes)).toBe(true);
});
